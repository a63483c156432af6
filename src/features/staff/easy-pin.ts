/** What a stranger tries first: one digit repeated, or digits in a row up or down. */
export function isTooEasy(pin: string): boolean {
  const steps = new Set<number>();
  for (let at = 1; at < pin.length; at += 1) steps.add(Number(pin[at]) - Number(pin[at - 1]));
  const [step] = steps;
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1;
}
