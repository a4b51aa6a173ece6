// Owns: a service's form as a person can be asked it, field by field, and what they say as values.
// Pure; any thread. Source: MCP 2026-07-28, "Elicitation": flat objects of texts, numbers, yes and
// no, and choices. Must stay true: what is not that, or asks for a secret, is not put to a person;
// a value that leaves here fits its field's schema.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "json/json.hpp"

namespace errand::assistant {

struct FieldOption {
    static constexpr bool kDefaults = true;
    std::string value;
    std::string title;  // as it is shown
    bool cut = false;   // there is more of the title
};
BOOST_DESCRIBE_STRUCT(FieldOption, (), (value, title))

enum class FieldType { Text, Number, Integer, YesNo, One, Several };
BOOST_DESCRIBE_ENUM(FieldType, Text, Number, Integer, YesNo, One, Several)

struct Field {
    static constexpr bool kDefaults = true;
    std::string name;
    std::string title;  // or the name
    std::string about;
    FieldType type = FieldType::Text;
    std::string format;  // email, uri, date, date-time
    std::vector<FieldOption> options;
    bool required = false;
    json::value usual;  // its default; null: none
    json::value schema;
};
BOOST_DESCRIBE_STRUCT(Field, (),
                      (name, title, about, type, format, options, required, usual, schema))

// In the order of the schema. Invalid: it cannot be put to a person, and why. Denied: it asks for a
// secret, with the field's name as the advice.
Result<std::vector<Field>> read_form(const json::value& schema);
// Invalid: what was filled in does not fit the rules of the whole form.
Result<> check_form(const json::value& schema, const json::object& content);

// An option is chosen by its number (from 1, as it is shown), else its title, else its value. So a
// number that is shown is that option, also where another is called so.
bool names_option(const Field& field, std::string_view said);
// It is the number of one option and the title of another.
bool could_mean_two(const Field& field, std::string_view said);

// What was said as the field's value. Invalid: it does not fit, and what would; the advice names it
// (form_texts.hpp), or is empty where the schema alone knows.
Result<json::value> read_value(const Field& field, std::string_view said);
// The value as a person reads it.
std::string shown_value(const Field& field, const json::value& value);

}  // namespace errand::assistant
