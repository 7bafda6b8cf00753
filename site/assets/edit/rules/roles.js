// Columns by what they mean, whatever their names.

/** @param {import('../types.js').Dataset} dataset @param {string} role */
export const withRole = (dataset, role) => dataset.fields.find((field) => field.role === role);
