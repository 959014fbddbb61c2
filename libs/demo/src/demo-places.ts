/** Short names of the units that the demonstration's people belong to → keys of the demonstration's units (`demoUnits`). */
export const DEMO_PLACES = {
  TINH: 'HG',
  HUYEN: 'HG-D934',
  XA: 'HG-31423',
  AP: 'HG-31423-1',
  AP2: 'HG-31423-2',
  SO: 'HG-SO_NONG_NGHIEP',
  MAT_TRAN: 'HG-MAT_TRAN',
  PHU_NU: 'HG-PHU_NU',
  NONG_DAN: 'HG-NONG_DAN',
  CT: 'CT',
  CT_PHUONG: 'CT-31135',
  CT_KV: 'CT-31135-1',
  CT_SO: 'CT-SO_NOI_VU',
} as const;

export type DemoPlaceKey = keyof typeof DEMO_PLACES;
