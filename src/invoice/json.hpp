// Owns: records, findings and readings as JSON and back, without loss. Pure; any thread. Amounts
// and days are strings ("12.50", "2025-01-31"). A field that is not there is left out; what is read
// back has been checked: enumerators, amounts, days, confidences.
#pragma once

#include "invoice/reader.hpp"
#include "invoice/record.hpp"
#include "json/json.hpp"

namespace errand::json::detail {

template <>
struct Decoder<invoice::Decimal> {
    static Result<invoice::Decimal> decode(const value& from, Unknown, const std::string& path);
};
template <>
struct Encoder<invoice::Decimal> {
    static value encode(invoice::Decimal from);
};
template <>
struct Decoder<invoice::Day> {
    static Result<invoice::Day> decode(const value& from, Unknown, const std::string& path);
};
template <>
struct Encoder<invoice::Day> {
    static value encode(invoice::Day from);
};
template <>
struct Decoder<invoice::Source> {
    static Result<invoice::Source> decode(const value& from, Unknown, const std::string& path);
};
template <>
struct Encoder<invoice::Source> {
    static value encode(invoice::Source from);
};
template <>
struct Decoder<invoice::Format> {
    static Result<invoice::Format> decode(const value& from, Unknown, const std::string& path);
};
template <>
struct Encoder<invoice::Format> {
    static value encode(invoice::Format from);
};
template <>
struct Decoder<invoice::Fault> {
    static Result<invoice::Fault> decode(const value& from, Unknown, const std::string& path);
};
template <>
struct Encoder<invoice::Fault> {
    static value encode(invoice::Fault from);
};
// {"format", "credit", "files", "lines", and the fields by their names}.
template <>
struct Decoder<invoice::Invoice> {
    static Result<invoice::Invoice> decode(const value& from, Unknown unknown,
                                           const std::string& path);
};
template <>
struct Encoder<invoice::Invoice> {
    static value encode(const invoice::Invoice& from);
};

}  // namespace errand::json::detail

namespace errand::invoice {

// The text with U+FFFD in place of what is not UTF-8: files say what they like.
std::string well_formed(std::string_view text);
// Every text of it well-formed, as JSON wants them.
void make_well_formed(Reading& reading);

}  // namespace errand::invoice
