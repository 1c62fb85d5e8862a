//! Reads JSON for the pages.
//!
//! serde's derived code is compiled once for every type *and* every shape that
//! a format allows for it. `serde_json` lets a struct be an object or an array
//! and numbers be anything; what our own server sends is stricter, and a reader
//! that knows so costs the browser a good deal less to download.

use serde::{
    Deserialize,
    de::{
        Deserializer, EnumAccess, IntoDeserializer, VariantAccess, Visitor,
        value::{MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};
use serde_json::Value;

/// Reads a value of any type from JSON text; `None` if it is none.
pub(crate) fn parse<T: for<'de> Deserialize<'de>>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok().and_then(read)
}

/// Reads a value of any type from parsed JSON.
pub(crate) fn read<T: for<'de> Deserialize<'de>>(value: Value) -> Option<T> {
    T::deserialize(Json(value)).ok()
}

/// Parsed JSON, as serde reads from it.
struct Json(Value);

impl IntoDeserializer<'_, Error> for Json {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

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

fn unexpected<T>() -> Result<T, Error> {
    Err(Error)
}

impl<'de> Deserializer<'de> for Json {
    type Error = Error;

    /// Only single values come here: numbers, texts, yes and no, nothing.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Bool(yes) => visitor.visit_bool(yes),
            Value::String(text) => visitor.visit_string(text),
            Value::Number(number) => match number.as_i64() {
                Some(number) => visitor.visit_i64(number),
                None => unexpected(),
            },
            Value::Null => visitor.visit_unit(),
            Value::Array(_) | Value::Object(_) => unexpected(),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(items) => visitor.visit_seq(SeqDeserializer::new(items.into_iter().map(Json))),
            _ => unexpected(),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::Object(fields) => {
                visitor.visit_map(MapDeserializer::new(fields.into_iter().map(|(name, value)| (name, Json(value)))))
            }
            _ => unexpected(),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::String(name) => visitor.visit_enum(Variant { name, content: Value::Null }),
            Value::Object(fields) => match fields.into_iter().next() {
                Some((name, content)) => visitor.visit_enum(Variant { name, content }),
                None => unexpected(),
            },
            _ => unexpected(),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct tuple_struct map identifier ignored_any
    }
}

/// An enum's variant: its name, and what it holds.
struct Variant {
    name: String,
    content: Value,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Error;
    type Variant = Json;

    fn variant_seed<S: serde::de::DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Json), Error> {
        Ok((seed.deserialize(Json(Value::String(self.name)))?, Json(self.content)))
    }
}

impl<'de> VariantAccess<'de> for Json {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<S: serde::de::DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.deserialize_struct("", fields, visitor)
    }
}

#[cfg(test)]
mod tests {
    use domain::input::{FieldError, Problem};

    use super::parse;
    use crate::error::AppError;

    /// Whatever serde writes comes back the same.
    fn survives<T>(value: &T)
    where
        T: serde::Serialize + for<'de> serde::Deserialize<'de> + PartialEq + std::fmt::Debug,
    {
        let text = serde_json::to_string(value).unwrap();
        assert_eq!(parse::<T>(&text).as_ref(), Some(value), "{text}");
    }

    #[test]
    fn every_shape_survives() {
        survives(&AppError::NotFound);
        survives(&AppError::Invalid(vec![
            FieldError { field: "date".into(), problem: Problem::Missing },
            FieldError { field: "notes".into(), problem: Problem::TooLong { max: 3, got: 4 } },
        ]));
        survives(&vec![Some("å".to_owned()), None]);
        survives(&(i64::MIN, u32::MAX, true, ()));
    }

    #[test]
    fn what_is_no_answer_of_ours_is_refused() {
        for text in ["", "{", "[]", "\"Nonsense\"", "{\"Invalid\":[1]}", "{\"Invalid\":[[\"date\",\"Missing\"]]}"] {
            assert_eq!(parse::<AppError>(text), None, "{text}");
        }
    }
}
