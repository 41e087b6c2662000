// Colours a partner may choose: six hexadecimal digits, and nothing that could not be read.

/** channels reads "#1b6ca8" or "1b6ca8"; null for anything else. */
export function channels(text: string | null): [number, number, number] | null {
  const m = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text || "");
  return m ? [parseInt(m[1], 16), parseInt(m[2], 16), parseInt(m[3], 16)] : null;
}

/** luminance is WCAG 2's, from 0 (black) to 1 (white). */
function luminance(rgb: [number, number, number]): number {
  const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** contrast is WCAG 2's, from 1 to 21; 0 when a colour is none. */
export function contrast(a: string | null, b: string | null): number {
  const x = channels(a), y = channels(b);
  if (!x || !y) return 0;
  const [low, high] = [luminance(x), luminance(y)].sort((p, q) => p - q);
  return (high + 0.05) / (low + 0.05);
}

/** enough is what text needs (WCAG 1.4.3). */
export const enough = 4.5;
