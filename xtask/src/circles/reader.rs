//! Reads which paths stand in a file, by its tokens alone: macros are no obstacle.

use std::{collections::HashMap, str::FromStr};

use anyhow::{Result, anyhow};
use proc_macro2::{TokenStream, TokenTree};

use super::{Module, ModulePath};

/// Reads the code of a module's file.
pub(super) fn read(path: &[String], code: &str) -> Result<Module> {
    let tokens = TokenStream::from_str(code).map_err(|error| anyhow!("{error}"))?;
    let mut reader = Reader { here: path.to_vec(), ..Reader::default() };
    reader.walk(tokens);
    Ok(reader.finish())
}

/// Gathers what stands in a file.
#[derive(Default)]
struct Reader {
    /// The module that is being read.
    here: ModulePath,
    /// What a name at the beginning of a path stands for.
    names: HashMap<String, ModulePath>,
    imports: Vec<Import>,
    /// Paths as they are written, each with the module that it stands in.
    paths: Vec<(ModulePath, Vec<String>)>,
}

/// One leaf of a `use`.
struct Import {
    here: ModulePath,
    path: Vec<String>,
    name: String,
    public: bool,
}

impl Reader {
    fn walk(&mut self, tokens: TokenStream) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            at += match &tokens[at..] {
                [TokenTree::Ident(word), TokenTree::Ident(name), next, ..] if word == "mod" => {
                    self.module(name.to_string(), next);
                    3
                }
                [TokenTree::Ident(word), TokenTree::Ident(_) | TokenTree::Group(_), ..] if word == "use" => {
                    let public = tokens[at.saturating_sub(2)..at].iter().any(|token| is(token, "pub"));
                    let tree = &tokens[at + 1..];
                    let end = tree.iter().position(|token| is(token, ";")).unwrap_or(tree.len());
                    self.import(&tree[..end], &[], public);
                    end + 1
                }
                [TokenTree::Ident(_), ..] => {
                    let (path, length) = path_at(&tokens[at..]);
                    self.paths.push((self.here.clone(), path));
                    length
                }
                [TokenTree::Group(group), ..] => {
                    self.walk(group.stream());
                    1
                }
                _ => 1,
            };
        }
    }

    /// A module that is declared here, with its body if it has one.
    fn module(&mut self, name: String, body: &TokenTree) {
        let path = [&self.here[..], std::slice::from_ref(&name)].concat();
        match body {
            // Tests may use whatever they test.
            TokenTree::Group(_) if name == "tests" => {}
            TokenTree::Group(body) => {
                let outer = std::mem::replace(&mut self.here, path);
                self.walk(body.stream());
                self.here = outer;
            }
            _ => drop(self.names.insert(name, path)),
        }
    }

    /// The leaves of a `use`.
    fn import(&mut self, tree: &[TokenTree], before: &[String], public: bool) {
        let (path, length) = path_at(tree);
        let mut path = [before, &path].concat();
        let rest: Vec<_> = tree[length..].iter().filter(|token| !is(token, ":")).collect();
        let name = match rest[..] {
            [TokenTree::Group(leaves), ..] => {
                let leaves: Vec<_> = leaves.stream().into_iter().collect();
                return leaves.split(|token| is(token, ",")).for_each(|leaf| self.import(leaf, &path, public));
            }
            [TokenTree::Ident(_), TokenTree::Ident(name), ..] => name.to_string(),
            [star, ..] if is(star, "*") => {
                path.push("*".to_owned());
                "*".to_owned()
            }
            _ => {
                path.pop_if(|last| *last == "self");
                path.last().cloned().unwrap_or_default()
            }
        };
        if !path.is_empty() {
            self.imports.push(Import { here: self.here.clone(), path, name, public });
        }
    }

    fn finish(mut self) -> Module {
        let mut module = Module::default();
        for import in std::mem::take(&mut self.imports) {
            let Some(path) = self.resolve(&import.here, &import.path) else { continue };
            if import.public {
                module.exports.insert(import.name.clone(), path.clone());
            } else {
                module.uses.push(path.clone());
            }
            self.names.insert(import.name, path);
        }
        module.uses.extend(self.paths.iter().filter_map(|(here, path)| self.resolve(here, path)));
        module
    }

    /// A path from the crate's root; none if it leads out of the crate.
    fn resolve(&self, here: &[String], path: &[String]) -> Option<ModulePath> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([here, rest].concat()),
            "super" => {
                let parent = here.split_last()?.1;
                let more = rest.first().is_some_and(|next| next == "super");
                if more { self.resolve(parent, rest) } else { Some([parent, rest].concat()) }
            }
            name => Some([&self.names.get(name)?[..], rest].concat()),
        }
    }
}

/// The path that begins here, and how many tokens it takes.
fn path_at(tokens: &[TokenTree]) -> (Vec<String>, usize) {
    let mut path = Vec::new();
    let mut length = 0;
    while let Some(TokenTree::Ident(name)) = tokens.get(length) {
        path.push(name.to_string());
        length += 1;
        match &tokens[length..] {
            [first, second, TokenTree::Ident(_), ..] if is(first, ":") && is(second, ":") => length += 2,
            _ => break,
        }
    }
    (path, length)
}

fn is(token: &TokenTree, text: &str) -> bool {
    match token {
        TokenTree::Ident(word) => word == text,
        TokenTree::Punct(mark) => text.starts_with(mark.as_char()) && text.len() == 1,
        _ => false,
    }
}
