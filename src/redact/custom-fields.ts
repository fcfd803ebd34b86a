import { isInternal } from "../model/hidden.js";
import type { Action, ConfigData, CustomFields } from "../model/schema-types.js";

interface Holder {
  fields?: CustomFields;
  actions?: Action[];
}

/** The configuration without what it declares of internal custom fields, and without the addresses of sources. */
export function visibleConfig(config: ConfigData): ConfigData {
  if (config.sources === undefined && !config.fields?.some(isInternal)) return config;
  const { fields = [], sources: _, ...rest } = config;
  const visible = fields.filter((field) => !isInternal(field));
  return visible.length === 0 ? rest : { ...rest, fields: visible };
}

/** A document's data with the custom fields that are declared and not internal, its own and those of its actions. */
export function visibleFields<Data extends Holder>(data: Data, { fields = [] }: ConfigData): Data {
  const names = new Set(fields.filter((field) => !isInternal(field)).map(({ name }) => name));
  const own = withFields(data, names);
  const actions = own.actions?.map((action) => withFields(action, names));
  const isSame = actions?.every((action, index) => action === own.actions?.[index]) ?? true;
  return isSame ? own : { ...own, actions };
}

function withFields<T extends Holder>(holder: T, names: ReadonlySet<string>): T {
  if (holder.fields === undefined) return holder;
  const all = Object.entries(holder.fields);
  const visible = all.filter(([name]) => names.has(name));
  if (visible.length === all.length) return holder;
  const { fields: _, ...rest } = holder;
  return (visible.length === 0 ? rest : { ...holder, fields: Object.fromEntries(visible) }) as T;
}
