// Owns: what JSON Schema says about single values: when two are equal, what an integer is, which
// number divides another. Pure; any thread. Exact: no rounding anywhere.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "json/json.hpp"

namespace errand::json::schema {

// Two values are equal (numbers by their mathematical value, objects whatever their order) exactly
// where these are.
std::string identity(const value& of);
bool is_integer(const value& of);
// Both are numbers.
std::partial_ordering compare_numbers(const value& left, const value& right);
// Whether `of` is a whole multiple of `unit`, taking both as the decimal numbers they were written
// as. `unit` > 0.
bool is_multiple(const value& of, const value& unit);
// Unicode code points.
std::uint64_t length_of(std::string_view text);

}  // namespace errand::json::schema
