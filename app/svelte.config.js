// Runes everywhere: a component that names no rune would be compiled in legacy mode, where `<router.page />` never changes.
export default { compilerOptions: { runes: true } };
