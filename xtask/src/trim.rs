//! Emptying functions that are compiled but never called.
//!
//! Leptos can wake a page piece by piece. We wake it at once, but every erased
//! view carries a pointer to the code for the other way, so the compiler must
//! keep it: about 8 kB, packed, when this was written. Here that code becomes a single
//! trap, and wasm-opt removes what only it needed. Should it be called after
//! all, the page stops with "unreachable", and the tests in the browser with it.

use anyhow::{Result, ensure};
use walrus::{FunctionBuilder, FunctionId, FunctionKind, Module};

/// What the mangled names of such functions contain. (The compiler gives functions
/// with the same body one name: what stands here must be its own, as
/// destructors are not.)
pub const NEVER_CALLED: &str = "8into_any13hydrate_async";
const SHARED: &str = "drop_in_place";

/// Returns the WASM without the bodies of [`NEVER_CALLED`].
///
/// # Errors
/// If there is no such function any more: then this file has had its day.
pub fn never_called(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::from_buffer(wasm)?;
    let found = functions(&module);
    ensure!(!found.is_empty(), "no function is called …{NEVER_CALLED}…: is there still something to empty?");
    for function in found {
        empty(&mut module, function);
    }
    Ok(module.emit_wasm())
}

fn functions(module: &Module) -> Vec<FunctionId> {
    let named = |name: &str| name.contains(NEVER_CALLED) && !name.contains(SHARED);
    let local = module.funcs.iter_local().map(|(id, _)| id);
    local.filter(|id| module.funcs.get(*id).name.as_deref().is_some_and(named)).collect()
}

fn empty(module: &mut Module, function: FunctionId) {
    let kind = module.types.get(module.funcs.get(function).ty());
    let (params, results) = (kind.params().to_vec(), kind.results().to_vec());
    let args = params.iter().map(|param| module.locals.add(*param)).collect();
    let mut body = FunctionBuilder::new(&mut module.types, &params, &results);
    body.func_body().unreachable();
    module.funcs.get_mut(function).kind = FunctionKind::Local(body.local_func(args));
}
