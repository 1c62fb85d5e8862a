//! Reads JSON for the pages.
//!
//! serde's derived code is compiled once for every type *and* every shape that
//! a format allows for it. What our own server sends is strict, and a reader
//! that knows so costs the browser a good deal less to download; so does
//! leaving the parsing to the browser. The server reads with `serde_json`.

#[cfg(not(feature = "ssr"))]
pub(crate) use browser::{parse, parse_result};

#[cfg(feature = "ssr")]
use serde::de::DeserializeOwned;

/// Reads a value of any type from JSON text; `None` if it is none.
#[cfg(feature = "ssr")]
pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

/// Reads a `Result` from JSON text; `None` if it is none.
#[cfg(feature = "ssr")]
pub(crate) fn parse_result<T: DeserializeOwned, E: DeserializeOwned>(text: &str) -> Option<Result<T, E>> {
    parse(text)
}

#[cfg(not(feature = "ssr"))]
mod browser {
    use js_sys::{Array, JSON, Object, Reflect};
    use serde::{
        de::{DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, SeqAccess, VariantAccess, Visitor},
        forward_to_deserialize_any,
    };
    use wasm_bindgen::{JsCast, JsValue};

    /// Reads a value of any type from JSON text; `None` if it is none.
    pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Option<T> {
        JSON::parse(text).ok().and_then(read)
    }

    /// Reads a `Result` from JSON text; `None` if it is none. (With [`parse`],
    /// one more enum would be compiled for every type.)
    pub(crate) fn parse_result<T: DeserializeOwned, E: DeserializeOwned>(text: &str) -> Option<Result<T, E>> {
        let result = JSON::parse(text).ok()?;
        let ok = property(&result, &"Ok".into());
        if ok.is_undefined() { read(property(&result, &"Err".into())).map(Err) } else { read(ok).map(Ok) }
    }

    fn read<T: DeserializeOwned>(value: JsValue) -> Option<T> {
        T::deserialize(Json(value)).ok()
    }

    fn property(object: &JsValue, name: &JsValue) -> JsValue {
        Reflect::get(object, name).unwrap_or(JsValue::UNDEFINED)
    }

    /// What the browser's parser made of some JSON, as serde reads from it.
    struct Json(JsValue);

    /// Says that something was not as expected, and nothing more: the sentences
    /// that serde makes for programmers would have to be downloaded too.
    #[derive(Debug)]
    struct Error;

    impl std::fmt::Display for Error {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("unexpected JSON")
        }
    }

    impl std::error::Error for Error {}

    impl serde::de::Error for Error {
        fn custom<T: std::fmt::Display>(_: T) -> Self {
            Self
        }
    }

    impl<'de> Deserializer<'de> for Json {
        type Error = Error;

        /// Only single values come here: numbers, texts, yes and no, nothing.
        fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            if let Some(text) = self.0.as_string() {
                visitor.visit_string(text)
            } else if let Some(number) = self.0.as_f64() {
                visitor.visit_i64(whole(number).ok_or(Error)?)
            } else if let Some(yes) = self.0.as_bool() {
                visitor.visit_bool(yes)
            } else if self.0.is_null() {
                visitor.visit_unit()
            } else {
                Err(Error)
            }
        }

        fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
        }

        fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
            visitor.visit_newtype_struct(self)
        }

        fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.visit_seq(Items { items: self.0.dyn_into::<Array>().map_err(|_| Error)?, next: 0 })
        }

        fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
            self.deserialize_seq(visitor)
        }

        /// A struct's visitor takes its fields by name or in their order. In
        /// order costs a fraction of the code, so that is how it gets them.
        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            fields: &'static [&'static str],
            visitor: V,
        ) -> Result<V::Value, Error> {
            if !self.0.is_object() {
                return Err(Error);
            }
            visitor.visit_seq(Fields { object: self.0, names: fields.iter() })
        }

        fn deserialize_enum<V: Visitor<'de>>(
            self,
            _: &'static str,
            _: &'static [&'static str],
            visitor: V,
        ) -> Result<V::Value, Error> {
            if self.0.is_string() {
                return visitor.visit_enum(Variant { name: self.0, content: JsValue::NULL });
            }
            let object: &Object = self.0.dyn_ref().ok_or(Error)?;
            let name = Object::keys(object).get(0);
            let content = property(&self.0, &name);
            visitor.visit_enum(Variant { name, content })
        }

        forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
            unit unit_struct tuple_struct map identifier ignored_any
        }
    }

    /// A number without a fraction that the browser holds exactly. (Times in
    /// seconds and ids counted from one are.)
    fn whole(number: f64) -> Option<i64> {
        const EXACT: f64 = 9_007_199_254_740_991.0;
        #[expect(clippy::cast_possible_truncation, reason = "neither too large nor with a fraction")]
        (number.fract().abs() < f64::EPSILON && number.abs() <= EXACT).then_some(number as i64)
    }

    /// An array's items.
    struct Items {
        items: Array,
        next: u32,
    }

    impl<'de> SeqAccess<'de> for Items {
        type Error = Error;

        fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
            if self.next == self.items.length() {
                return Ok(None);
            }
            let item = self.items.get(self.next);
            self.next += 1;
            seed.deserialize(Json(item)).map(Some)
        }
    }

    /// An object's content, in the order of a struct's fields.
    struct Fields {
        object: JsValue,
        names: std::slice::Iter<'static, &'static str>,
    }

    impl<'de> SeqAccess<'de> for Fields {
        type Error = Error;

        fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
            let Some(name) = self.names.next() else { return Ok(None) };
            seed.deserialize(Json(property(&self.object, &(*name).into()))).map(Some)
        }
    }

    /// An enum's variant: its name, and what it holds.
    struct Variant {
        name: JsValue,
        content: JsValue,
    }

    impl<'de> EnumAccess<'de> for Variant {
        type Error = Error;
        type Variant = Json;

        fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Json), Error> {
            Ok((seed.deserialize(Json(self.name))?, Json(self.content)))
        }
    }

    impl<'de> VariantAccess<'de> for Json {
        type Error = Error;

        fn unit_variant(self) -> Result<(), Error> {
            Ok(())
        }

        fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
            seed.deserialize(self)
        }

        fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
            self.deserialize_seq(visitor)
        }

        fn struct_variant<V: Visitor<'de>>(
            self,
            fields: &'static [&'static str],
            visitor: V,
        ) -> Result<V::Value, Error> {
            self.deserialize_struct("", fields, visitor)
        }
    }
}
