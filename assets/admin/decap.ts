// What is used of Decap, which is one big script of its own and gives itself to the page as window.CMS.

export type Element = unknown;

/** Immutable is as much of an immutable map as is read here. */
export interface Immutable {
  get(key: string, missing?: unknown): unknown;
  set(key: string, value: unknown): Immutable;
  getIn(path: string[], missing?: unknown): unknown;
  setIn(path: string[], value: unknown): Immutable;
}

/** Props are what Decap gives the control of a field. */
export interface Props {
  value?: unknown;
  onChange(value: string): void;
  field: Immutable;
  forID: string;
  classNameWrapper: string;
  setActiveStyle(): void;
  setInactiveStyle(): void;
}

/** Format reads and writes the text of a file. */
export interface Format {
  fromFile(text: string): Record<string, unknown>;
  toFile(data: Record<string, unknown>): string;
}

export interface Decap {
  init(options: { config: unknown }): void;
  registerWidget(name: string, control: unknown): void;
  registerCustomFormat(name: string, extension: string, format: Format): void;
  registerEventListener(listener: { name: string; handler(event: { entry: Immutable }): unknown }): void;
  getLocale(name: string): unknown;
  registerLocale(name: string, phrases: unknown): void;
}

/** Spec is a component as createClass takes it: an old way to write them, but one that needs no copy of React here. */
export type Spec<T> = T & ThisType<T & { props: Props; state: Record<string, unknown>; setState(state: Record<string, unknown>): void }>;

declare global {
  interface Window {
    CMS?: Decap;
    CMS_MANUAL_INIT?: boolean;
    createClass?<T extends { render(): Element }>(spec: Spec<T>): unknown;
    h?(tag: string, props: Record<string, unknown> | null, ...children: Element[]): Element;
  }
}

export const component = <T extends { render(): Element }>(spec: Spec<T>): unknown => (window.createClass as NonNullable<Window["createClass"]>)(spec);

export const h = (tag: string, props: Record<string, unknown> | null, ...children: Element[]): Element => (window.h as NonNullable<Window["h"]>)(tag, props, ...children);
