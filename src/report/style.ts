import { styleText } from 'node:util';

/** How a terminal shows a report. */
export interface Style {
  readonly color: boolean;
  readonly columns: number;
}

type Format = Parameters<typeof styleText>[0];

/**
 * The style for a stream. `NO_COLOR` and `FORCE_COLOR` override what the stream supports.
 *
 * https://no-color.org https://force-color.org
 */
export function styleFor(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: Readonly<Record<string, string | undefined>>,
): Style {
  const { NO_COLOR: no = '', FORCE_COLOR: force = '' } = environment;
  const isForced = force !== '' && force !== '0' && force !== 'false';
  const isForbidden = no !== '' || force === '0' || force === 'false' || environment['TERM'] === 'dumb';
  return { color: isForced ? no === '' : !isForbidden && stream.isTTY === true, columns: stream.columns || 80 };
}

/** Text in a colour, where `style` allows it. Node's own detection is off, since `styleFor` has decided. */
export function paint({ color }: Style, format: Format, text: string): string {
  return color ? styleText(format, text, { validateStream: false }) : text;
}
