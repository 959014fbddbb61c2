/**
 * The page of a certificate in Typst. All texts come from `sys.inputs.data` (see `certificateTexts`); all ornament
 * is drawn here as lines and curves (no image files): a red band with a gold diamond weave between gold lines,
 * rosettes in the corners, and the sun of the Đông Sơn drum behind the text.
 */
export const CERTIFICATE_TEMPLATE = String.raw`
#let d = json(bytes(sys.inputs.data))
#let red = rgb("#a8191d")
#let deep = rgb("#7d1014")
#let gold = rgb("#c8962e")
#let pale = rgb("#f2dca0")
#let ink = rgb("#2a1a14")
#let paper = rgb("#fffdf6")
#let serif = "Noto Serif"
#let sans = "Be Vietnam Pro"

#set document(title: d.documentTitle, author: d.issuer)

// ---- ornament -------------------------------------------------------------
#let spokes(n, inner, outer, half, fill) = box(width: 2 * outer, height: 2 * outer, {
  for i in range(n) {
    let a = 360deg / n * i
    let at(r, t) = (outer + r * calc.cos(t), outer + r * calc.sin(t))
    place(polygon(fill: fill, at(outer, a), at(inner, a - half), at(inner, a + half)))
  }
})
#let ring(r, stroke: none, fill: none) = circle(radius: r, stroke: stroke, fill: fill)
#let centred(size, ..bodies) = box(width: size, height: size, {
  for b in bodies.pos() { place(center + horizon, b) }
})
#let star(r, fill) = box(width: 2 * r, height: 2 * r, place(polygon(fill: fill, ..range(10).map(i => {
  let q = if calc.even(i) { r } else { r * 0.382 }
  (r + q * calc.cos(-90deg + 36deg * i), r + q * calc.sin(-90deg + 36deg * i))
}))))

#let beads(n, r, size, fill) = box(width: 2 * r, height: 2 * r, {
  for i in range(n) {
    let a = 360deg / n * i
    place(dx: r + r * calc.cos(a) - size, dy: r + r * calc.sin(a) - size, circle(radius: size, fill: fill))
  }
})

#let drum = {
  let tint = gold.transparentize(86%)
  let line = 0.5pt + gold.transparentize(78%)
  centred(126mm,
    ring(63mm, stroke: line), ring(61.6mm, stroke: line),
    beads(96, 59mm, 0.75mm, tint),
    ring(56.4mm, stroke: line),
    spokes(72, 49.5mm, 55.4mm, 1.5deg, tint),
    ring(48.6mm, stroke: line), ring(47.4mm, stroke: line),
    beads(60, 44.6mm, 1mm, tint),
    ring(41.8mm, stroke: line), ring(31mm, stroke: line), ring(30mm, stroke: line),
    spokes(48, 32mm, 40.6mm, 2deg, tint),
    spokes(14, 9mm, 28.4mm, 12.8deg, tint),
    ring(9mm, fill: tint),
  )
}

#let rosette = centred(15mm,
  rect(width: 15mm, height: 15mm, fill: red, stroke: 1pt + gold),
  rect(width: 12.6mm, height: 12.6mm, stroke: 0.45pt + gold),
  spokes(8, 2.2mm, 5.8mm, 22deg, gold),
  rotate(22.5deg, spokes(8, 2mm, 4.4mm, 20deg, pale)),
  ring(1.9mm, fill: red, stroke: 0.5pt + pale), ring(0.8mm, fill: pale),
)

#let weave(w, h) = tiling(size: (w, h), {
  let at(x, y) = (w * x, h * y)
  place(polygon(fill: gold, at(0.5, 0.1), at(0.9, 0.5), at(0.5, 0.9), at(0.1, 0.5)))
  place(polygon(fill: red, at(0.5, 0.24), at(0.76, 0.5), at(0.5, 0.76), at(0.24, 0.5)))
  place(dx: w / 2 - 0.5mm, dy: h / 2 - 0.5mm, circle(radius: 0.5mm, fill: pale))
  for (x, y) in ((0, 0), (1, 0), (0, 1), (1, 1)) {
    place(dx: w * x - 0.6mm, dy: h * y - 0.6mm, circle(radius: 0.6mm, fill: gold))
  }
})

// the band runs between the corners: 51 tiles of 5 mm across, 34 down
#let frame = {
  let at(inset, ..style) = place(dx: inset, dy: inset,
    rect(width: 297mm - 2 * inset, height: 210mm - 2 * inset, ..style))
  at(6mm, stroke: 2.6pt + red)
  at(7.6mm, stroke: 0.8pt + gold)
  // plain red below the weave, so that no seam shows between its tiles
  for y in (8.5mm, 196.5mm) {
    place(dx: 20mm, dy: y, rect(width: 257mm, height: 5mm, fill: red))
    place(dx: 21mm, dy: y, rect(width: 255mm, height: 5mm, fill: weave(5mm, 5mm)))
  }
  for x in (8.5mm, 283.5mm) {
    place(dx: x, dy: 20mm, rect(width: 5mm, height: 170mm, fill: red))
    place(dx: x, dy: 21mm, rect(width: 5mm, height: 168mm, fill: weave(5mm, 168mm / 34)))
  }
  at(14.4mm, stroke: 0.8pt + gold)
  at(15.8mm, stroke: 2pt + red)
  at(17.2mm, stroke: 0.5pt + gold)
  for (x, y) in ((5.7mm, 5.7mm), (276.3mm, 5.7mm), (5.7mm, 189.3mm), (276.3mm, 189.3mm)) { place(dx: x, dy: y, rosette) }
}

#let lotus = {
  let petal(a, w, h, fill) = rotate(a, origin: center + bottom, box(width: w, height: h,
    curve(fill: fill, stroke: (paint: pale, thickness: 0.6pt, join: "round"),
      curve.move((w / 2, 0mm)),
      curve.cubic((w * 0.78, h * 0.2), (w * 1.3, h * 0.55), (w / 2, h)),
      curve.cubic((w * -0.3, h * 0.55), (w * 0.22, h * 0.2), (w / 2, 0mm)), curve.close(mode: "straight"))))
  box(width: 28mm, height: 14mm, {
    for (a, w, h, f) in (
      (-72deg, 5.6mm, 12.6mm, gold), (72deg, 5.6mm, 12.6mm, gold),
      (-47deg, 6mm, 12.8mm, red.lighten(14%)), (47deg, 6mm, 12.8mm, red.lighten(14%)),
      (-23deg, 6.4mm, 13.4mm, red), (23deg, 6.4mm, 13.4mm, red), (0deg, 6.8mm, 14mm, deep),
    ) { place(center + bottom, petal(a, w, h, f)) }
  })
}

#let shield = centred(15mm,
  spokes(40, 6.2mm, 7.5mm, 3.4deg, gold), ring(6.5mm, fill: gold), ring(6.1mm, fill: red),
  ring(5.5mm, stroke: 0.5pt + pale), star(4.6mm, rgb("#f7c948")),
)

// ---- fitting --------------------------------------------------------------
// the first size whose setting is not higher than its limit; the last one if none is
#let fitted(sizes, width, limit, make) = {
  let chosen = sizes.last()
  for s in sizes {
    if measure(make(s), width: width).height <= limit(s) { chosen = s; break }
  }
  chosen
}
// the narrowest measure that needs no more lines, so that no line holds a single word
#let balanced(width, body) = {
  let height = measure(body, width: width).height
  let chosen = width
  for share in range(96, 44, step: -3) {
    if measure(body, width: width * share / 100).height > height { break }
    chosen = width * share / 100
  }
  block(width: chosen, body)
}

#set page(width: 297mm, height: 210mm, margin: (x: 27mm, top: 20.5mm, bottom: 20.5mm), fill: paper,
  background: { place(center + horizon, dy: 2mm, drum); place(top + left, frame) })
// a line is as high as capitals with stacked marks (Ấ, Ỗ) and dots below (Ậ) need: nothing can touch or be cut
#set text(font: serif, size: 13pt, fill: ink, lang: "vi", hyphenate: false, top-edge: 1.02em, bottom-edge: -0.26em)
#set par(leading: 0.15em, spacing: 0.15em, justify: false)
// the name of the movement stays on one line
#show "Dân vận khéo": "Dân\u{a0}vận\u{a0}khéo"
#show "DÂN VẬN KHÉO": "DÂN\u{a0}VẬN\u{a0}KHÉO"
#set align(center)

// ---- head -----------------------------------------------------------------
#let head = {
  set par(spacing: 0mm)
  pdf.artifact(if d.family == "STATE" { shield } else { lotus })
  v(if d.family == "STATE" { 1mm } else { 2.2mm })
  if d.family == "STATE" {
    text(12.5pt, weight: 700, tracking: 0.3pt)[CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM]
    linebreak()
    text(12.5pt, weight: 700)[Độc lập - Tự do - Hạnh phúc]
  } else {
    text(14pt, weight: 700, tracking: 0.5pt)[ĐẢNG CỘNG SẢN VIỆT NAM]
  }
  v(0.9mm)
  pdf.artifact(line(length: 54mm, stroke: 0.7pt + ink))
}

#let issuer(s) = block({
  set par(leading: 0.1em)
  if d.parent != none { text(s * 0.82, weight: 600, fill: deep, tracking: 0.2pt, d.parent); linebreak() }
  text(s, weight: 700, fill: deep, tracking: 0.3pt, d.issuer)
})

#let rule = pdf.artifact(block(grid(columns: (38mm, 6mm, 38mm), align: horizon + center, column-gutter: 1.5mm,
  line(length: 100%, stroke: 0.8pt + gold),
  rotate(45deg, square(size: 1.9mm, fill: red)),
  line(length: 100%, stroke: 0.8pt + gold))))

// ---- foot -----------------------------------------------------------------
#let foot = grid(columns: (1.05fr, 1fr), column-gutter: 8mm, align: (left + bottom, center + top),
  grid(columns: (26mm, 1fr), column-gutter: 4mm, align: left + bottom,
    box(fill: white, stroke: 0.6pt + gold, inset: 2.4mm, width: 26mm,
      image(bytes(d.qr), format: "svg", width: 100%, alt: "Mã QR để kiểm tra: " + d.checkUrl)),
    {
      set par(leading: 0.05em, spacing: 0.08em)
      text(10.5pt, d.decision)
      parbreak()
      text(10.5pt, d.decisionDate)
      parbreak()
      text(10.5pt, d.book)
      parbreak()
      set text(8.5pt, font: sans, fill: ink.lighten(12%))
      [Mã kiểm tra: ] + text(weight: 700, tracking: 0.6pt, fill: deep, d.code)
      parbreak()
      text(7pt, d.checkUrl)
    }),
  {
    set par(leading: 0.05em, spacing: 0.15em)
    text(12pt, style: "italic", d.placeDate)
    parbreak()
    if d.authority != none { text(12pt, weight: 700, d.authority); linebreak() }
    text(12pt, weight: 700, d.signerTitle)
    v(19mm)
    text(13pt, weight: 700, d.signer)
  })

// ---- the page -------------------------------------------------------------
#grid(columns: (100%,), rows: (auto, 1fr, auto), row-gutter: 2.5mm,
  head,
  layout(size => {
    let w = size.width
    let lines(n) = s => s * (1.5 * n)
    let s-issuer = fitted((16pt, 14.5pt, 13pt, 11.5pt, 10pt, 9pt), w, s => 15mm, issuer)
    let title(s) = block(text(s, weight: 700, fill: red, tracking: 0.06em, d.title))
    let s-title = fitted((40pt, 37pt, 34pt, 31pt, 28pt, 25pt, 22pt, 19pt, 16pt), w, lines(1), title)
    // one line while it can be large, then two, then three, then as many as a small size needs
    let name(s) = block(text(s, weight: 700, fill: ink, d.recipient))
    let s-name = fitted((32pt, 30pt, 28pt, 26pt, 24pt, 22pt, 20pt, 18pt, 16.5pt, 15pt, 13.5pt, 12pt), w - 8mm,
      s => lines(if s > 23pt { 1 } else if s > 19pt { 2 } else if s > 16pt { 3 } else { 5 })(s), name)
    let unit(s) = block(text(s * 0.96, style: "italic", fill: ink.lighten(8%), d.unit))
    let achievement(s) = block(text(s, d.achievement))
    let all(s, air) = {
      let n = calc.min(s-name, s * if s-name < 19pt { 1.3 } else { 2.4 })
      let t = calc.min(s-title, s * 2.6)
      let text-width = w - 14mm
      set block(spacing: 0mm)
      issuer(s-issuer)
      v(air * 1.2)
      if d.verb != none { block(text(13pt, weight: 600, tracking: 1pt, d.verb)); v(air * 0.3) }
      title(t)
      v(air * 0.5)
      rule
      v(air)
      balanced(w - 8mm, name(n))
      v(air * 0.7)
      if d.unit != none { balanced(text-width, unit(s)); v(air * 0.5) }
      balanced(text-width, achievement(s))
    }
    let steps = (17pt, 16pt, 15pt, 14pt, 13pt, 12.5pt, 12pt, 11.5pt, 11pt, 10.5pt, 10pt, 9pt, 8pt, 7pt, 6pt, 5pt)
    let tight(s) = if s > 11pt { 1.6mm } else { 0.8mm }
    let s-words = fitted(steps, w, s => size.height, s => all(s, tight(s)))
    let height(air) = measure(all(s-words, air), width: w).height
    let air = tight(s-words)
    while air < 5mm and height(air + 0.3mm) < size.height - 8mm { air += 0.3mm }
    block(width: w, height: size.height, align(center + horizon, all(s-words, air)))
    [#metadata((name: s-name.pt(), words: s-words.pt(), title: s-title.pt(),
      fits: height(air) <= size.height)) <facts>]
  }),
  foot)
`;
