/**
 * A paper in Typst: the same `Paper` that `paper.docx.ts` sets in Word, with the lines of `paperTexts`
 * (`paper.pdf.ts`). Texts are data only.
 */
export const PAPER_TEMPLATE = String.raw`
#let d = json(bytes(sys.inputs.data))
#let state = d.family == "STATE"
#let aligns = (left: left, center: center, right: right)

#set document(title: d.documentTitle, author: d.issuer.join(" "))
#let number-on-top = context {
  let n = counter(page).get().first()
  if n > 1 { align(center, text(12pt, str(n))) }
}
#set page(width: 210mm, height: 297mm, margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm),
  header: number-on-top, header-ascent: 30%)
// lines as high as stacked marks need; 1.5 lines in the body
#set text(font: "Noto Serif", size: 12.5pt, lang: "vi", hyphenate: false, top-edge: 1.02em, bottom-edge: -0.26em)
#set par(leading: 0.22em, spacing: 0.45em, justify: true, first-line-indent: (amount: 10mm, all: true))
#show heading: set text(size: 12.5pt, weight: 700)
#show heading: set block(above: 0.8em, below: 0.4em)

// the name of the movement stays on one line
#show "Dân vận khéo": "Dân\u{a0}vận\u{a0}khéo"
#show heading: set par(first-line-indent: 0mm)

#let flat(body) = { set par(first-line-indent: 0mm, justify: false, leading: 0.02em, spacing: 0.05em); body }
#let lines(items, ..style) = for (i, t) in items.enumerate() { if i > 0 { linebreak() }; text(..style, t) }
#let rule(width) = pdf.artifact(block(above: 1mm, below: 2mm, line(length: width, stroke: 0.6pt)))
#let paragraphs(s) = for t in s.split("\n") { par(t) }

#let head = flat(grid(columns: (70mm, 1fr), column-gutter: 2mm, align: center,
  {
    if d.parent.len() > 0 { lines(d.parent, size: 11pt); linebreak() }
    lines(d.issuer, size: 11pt, weight: 700)
    if state { rule(22mm) } else { block(above: 0mm, below: 0mm, text(11pt)[\*]) }
    if d.number != none { text(11.5pt, d.number) }
  },
  {
    let size = if state { (10.8pt, 11.8pt) } else { (13pt,) }
    for (i, t) in d.headLines.enumerate() { if i > 0 { linebreak() }; text(size.at(i), weight: 700, t) }
    rule(if state { 56mm } else { 60mm })
    text(11.5pt, style: "italic", d.placeDate)
  }))

#let titled(title, below) = flat(align(center, {
  show heading: set text(size: 13.5pt)
  show heading: set block(above: 0.9em, below: 0.1em)
  heading(level: 1, title)
  below
}))

#let ruled(t) = block(above: 0.6em, below: 0.8em, {
  set text(10.5pt)
  show table.cell: flat
  let cols = t.columns
  table(columns: cols.map(c => c.width * 1fr), stroke: 0.5pt, inset: (x: 1.4mm, y: 0.8mm),
    align: (x, y) => horizon + if y == 0 { center } else { aligns.at(cols.at(x).at("align", default: "left")) },
    table.header(..cols.map(c => text(weight: 700, c.title))),
    ..t.rows.flatten().map(c => [#c]),
    ..t.total.map(c => table.cell(colspan: c.span, text(weight: 700, c.text))))
})

#let show-block(b) = {
  if b.kind == "article" {
    par[*Điều #b.number.* #b.text]
    for t in b.more { par(t) }
  } else if b.kind == "heading" { heading(level: 2, b.text) } else if b.kind == "paragraph" { paragraphs(b.text) }
  else if b.kind == "list" { pad(left: 10mm, list(marker: [-], indent: 0mm, ..b.items.map(t => { set par(first-line-indent: 0mm); [#t] }))) }
  else { ruled(b.table) }
}

#let signer(s) = flat(align(center, {
  if s.authority != none { text(weight: 700, s.authority); linebreak() }
  text(weight: 700, s.title)
  v(22mm)
  text(weight: 700, s.name)
}))
#let recipients = if d.recipients.len() > 0 {
  flat({ text(10.5pt, weight: 700, style: "italic")[Nơi nhận:]; linebreak(); lines(d.recipients, size: 9.5pt) })
}

#head
#v(3mm)
#titled(d.title, { text(12.5pt, weight: 700, d.summary); if state { align(center, rule(38mm)) } })
#if d.decider != none { align(center, flat(block(above: 1em, below: 0.8em, text(weight: 700, d.decider)))) }
#for b in d.bases { par(text(style: if state { "italic" } else { "normal" }, b)) }
#if d.decider != none { align(center, flat(block(above: 0.7em, below: 0.7em, text(weight: 700, d.title + ":")))) }
#for b in d.body { show-block(b) }
#v(4mm)
#block(breakable: false, width: 100%, {
  if d.signatures.len() == 1 { grid(columns: (1fr, 1fr), recipients, signer(d.signatures.first())) }
  else { grid(columns: d.signatures.map(s => 1fr), ..d.signatures.map(signer)); v(3mm); recipients }
})

#for annex in d.annexes {
  page(flipped: annex.landscape, width: 210mm, height: 297mm,
    margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm), {
    titled(annex.title, text(11.5pt, style: "italic", annex.note))
    for b in annex.blocks { show-block(b) }
  })
}
`;
