// The small trend beside a figure: steps, because a month's figure is flat over its month. A month that is not known
// leaves a gap.

export interface Spark {
  area: string;
  line: string;
}

const at = (n: number) => n.toFixed(1);

export function spark(values: (number | null)[], width: number, height: number): Spark | null {
  const known = values.filter((value): value is number => value !== null);
  if (known.length < 2) return null;
  const top = Math.max(...known, 1);
  const step = width / values.length;
  const y = (value: number) => height - 2 - (value / top) * (height - 6);
  let area = '';
  let line = '';
  values.forEach((value, i) => {
    if (value === null) return;
    const joined = i > 0 && values[i - 1] !== null;
    line += `${joined ? 'V' : `M${at(i * step)} `}${at(y(value))}H${at((i + 1) * step)}`;
    area += `M${at(i * step)} ${height}V${at(y(value))}H${at((i + 1) * step)}V${height}Z`;
  });
  return { area, line };
}
