// Text whose contrast with what lies behind it is below 4.5 (WCAG 2.2, 1.4.3; large text gets no discount).
// Over a drawing, the halo of a text is what lies behind it. Disabled controls are exempt, as there.
() => {
  const parse = (text) => {
    const [r, g, b, a = 1] = (text.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
    return { r, g, b, a };
  };
  const over = (top, below) => ({
    r: top.r * top.a + below.r * (1 - top.a), g: top.g * top.a + below.g * (1 - top.a), b: top.b * top.a + below.b * (1 - top.a), a: 1,
  });
  const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ({ r, g, b }) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ratio = (a, b) => { const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y); return (light + 0.05) / (dark + 0.05); };

  const behind = (one) => {
    if (!one) return parse('rgb(255, 255, 255)');
    const style = getComputedStyle(one), own = parse(style.backgroundColor);
    if (one instanceof SVGTextElement && style.stroke !== 'none') return parse(style.stroke);
    if (style.textShadow !== 'none' && own.a < 1) return parse(style.textShadow);
    return own.a === 1 ? own : over(own, behind(one.parentElement));
  };
  const opacity = (one) => (one ? Number(getComputedStyle(one).opacity) * opacity(one.parentElement) : 1);
  const judge = (one, style, text) => {
    const ground = behind(one), ink = parse(one instanceof SVGTextElement ? style.fill : style.color);
    const found = ratio(over({ ...ink, a: ink.a * opacity(one) }, ground), ground);
    return found < 4.5 ? `${found.toFixed(2)} ${one.tagName.toLowerCase()}.${one.getAttribute('class') || ''} ${text.trim().slice(0, 20)}` : null;
  };

  const bad = new Set();
  let looked = 0;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const one = texts.currentNode.parentElement, text = texts.currentNode.data;
    if (!text.trim() || !one.checkVisibility({ visibilityProperty: true }) || one.closest('.vh, .sprite, .skip, script, style, :disabled')) continue;
    looked += 1;
    bad.add(judge(one, getComputedStyle(one), text));
  }
  for (const field of document.querySelectorAll('[placeholder]')) {
    if (field.checkVisibility()) bad.add(judge(field, getComputedStyle(field, '::placeholder'), field.placeholder));
  }
  bad.delete(null);
  return { looked, bad: [...bad] };
}
