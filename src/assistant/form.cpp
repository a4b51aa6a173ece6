#include "assistant/form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "assistant/limits.hpp"
#include "assistant/secret_words.hpp"
#include "base/clock.hpp"
#include "base/encoding.hpp"
#include "base/printable.hpp"
#include "base/trim.hpp"
#include "brain/model/text.hpp"
#include "json/schema.hpp"
#include "language/yes_no.hpp"

namespace errand::assistant {

using brain::model::lowered;

namespace {

// In one line; what is cut off it shows.
std::string line_of(std::string_view text, std::size_t most) {
    auto line = printable_line(utf8_prefix(text, most));
    if (text.size() > most) line += "…";
    return line;
}

std::unexpected<Error> cannot(const std::string& name, std::string_view why) {
    return fail(ErrorCode::Invalid, fmt::format("its field '{}' {}", line_of(name, 80), why));
}

// The choices of {"enum": […], "enumNames"?} or of {"oneOf" | "anyOf": [{"const", "title"}]}.
std::vector<FieldOption> options_of(const json::value& from) {
    std::vector<FieldOption> all;
    const auto add = [&](std::string_view value, std::string_view title) {
        if (title.empty()) title = value;
        all.push_back({.value = std::string(value),
                       .title = line_of(title, kMaxFieldAbout),
                       .cut = title.size() > kMaxFieldAbout});
    };
    if (const auto* values = json::find(from, "enum"); values != nullptr && values->is_array()) {
        for (std::size_t i = 0; i < values->get_array().size(); ++i) {
            const auto& value = values->get_array()[i];
            const auto* title = json::find(from, fmt::format("enumNames.{}", i));
            if (value.is_string())
                add(value.get_string(), title != nullptr && title->is_string()
                                            ? std::string_view(title->get_string())
                                            : std::string_view{});
        }
        return all;
    }
    for (const auto* word : {"oneOf", "anyOf"}) {
        const auto* choices = json::find(from, word);
        if (choices == nullptr || !choices->is_array()) continue;
        for (const auto& choice : choices->get_array())
            if (const auto* value = json::find(choice, "const"); value && value->is_string())
                add(value->get_string(), json::string_at(choice, "title"));
    }
    return all;
}

Result<FieldType> type_of(const std::string& name, const json::value& property,
                          std::vector<FieldOption>& options) {
    const auto type = json::string_at(property, "type");
    if (type == "boolean") return FieldType::YesNo;
    if (type == "integer") return FieldType::Integer;
    if (type == "number") return FieldType::Number;
    if (type == "array") {
        const auto* items = json::find(property, "items");
        if (items != nullptr) options = options_of(*items);
        if (options.empty()) return cannot(name, "is a list of anything");
        return FieldType::Several;
    }
    if (type != "string") return cannot(name, "is of a kind that a person cannot be asked for");
    options = options_of(property);
    return options.empty() ? FieldType::Text : FieldType::One;
}

bool is_secret(const std::string& name, const json::value& property) {
    const auto format = json::string_at(property, "format");
    const auto* write_only = json::find(property, "writeOnly");
    return format == "password" || (write_only != nullptr && *write_only == true) ||
           speaks_of_secrets(name) || speaks_of_secrets(json::string_at(property, "title"));
}

// What a yes, a choice or a “skip” agrees to is seen whole.
Result<> shown_whole(const Field& field, const json::value& property) {
    const bool agrees = field.type == FieldType::YesNo || field.type == FieldType::One ||
                        field.type == FieldType::Several || !field.usual.is_null();
    const auto& usual = field.usual;
    const bool cut = json::string_at(property, "title").size() > kMaxFieldTitle ||
                     json::string_at(property, "description").size() > kMaxFieldAbout ||
                     (usual.is_string() && usual.get_string().size() > kMaxFieldAbout);
    if (agrees && cut) return cannot(field.name, "says more than what can be shown");
    if (std::ranges::any_of(field.options, &FieldOption::cut))
        return cannot(field.name, "has a choice that is longer than what can be shown");
    return {};
}

Result<Field> read_field(const std::string& name, const json::value& property) {
    if (name.empty() || name.size() > kMaxFieldTitle) return cannot(name, "has a name too long");
    if (!property.is_object()) return cannot(name, "is described by nothing");
    if (is_secret(name, property))
        return fail(ErrorCode::Denied, "it asks for a secret, which no service may ask for here",
                    line_of(name, kMaxFieldTitle));
    Field field{.name = name,
                .title = line_of(json::string_at(property, "title"), kMaxFieldTitle),
                .about = line_of(json::string_at(property, "description"), kMaxFieldAbout),
                .format = std::string(json::string_at(property, "format")),
                .schema = property};
    if (field.title.empty()) field.title = line_of(name, kMaxFieldTitle);
    ERRAND_TRY(field.type, type_of(name, property, field.options));
    if (field.options.size() > kMaxFieldOptions) return cannot(name, "has too many choices");
    const auto schema = json::Schema::compile(field.schema);
    if (!schema) return cannot(name, "has a rule that is not known: " + schema.error().message);
    const auto* usual = json::find(property, "default");
    if (usual != nullptr && schema->validate(*usual)) field.usual = *usual;
    ERRAND_TRY_VOID(shown_whole(field, property));
    return field;
}

Result<json::value> read_number(std::string_view said, bool whole) {
    double number = 0;
    const auto* end = said.data() + said.size();
    const auto [stop, error] = std::from_chars(said.data(), said.data() + said.size(), number);
    if (error != std::errc() || stop != end || !std::isfinite(number))
        return fail(ErrorCode::Invalid, "a number is wanted, in digits", "number");
    constexpr double kMostExact = 9'007'199'254'740'992.0;
    if (std::trunc(number) == number && std::abs(number) <= kMostExact)
        return json::value(static_cast<std::int64_t>(number));
    if (whole) return fail(ErrorCode::Invalid, "a whole number is wanted", "integer");
    return json::value(number);
}

Result<json::value> read_yes_no(std::string_view said) {
    const auto word = lowered(said);
    if (word == "true" || word == "y") return json::value(true);
    if (word == "false" || word == "n") return json::value(false);
    const auto answers = language::find_answers(said);
    if (answers.size() == 1 && answers.front().alone) return json::value(answers.front().yes);
    return fail(ErrorCode::Invalid, "yes or no is wanted", "yes_no");
}

// The option whose number this is.
const FieldOption* option_at(const Field& field, std::string_view said) {
    std::size_t place = 0;
    const auto* end = said.data() + said.size();
    const auto [stop, error] = std::from_chars(said.data(), said.data() + said.size(), place);
    if (error != std::errc() || stop != end || place == 0 || place > field.options.size())
        return nullptr;
    return &field.options[place - 1];
}

// By one of its members, whatever the case.
const FieldOption* option_with(const Field& field, std::string FieldOption::* member,
                               std::string_view said) {
    const auto word = lowered(said);
    const auto found = std::ranges::find_if(
        field.options, [&](const FieldOption& option) { return lowered(option.*member) == word; });
    return found == field.options.end() ? nullptr : &*found;
}

const FieldOption* option_said(const Field& field, std::string_view said) {
    const auto* option = option_at(field, said);
    if (option == nullptr) option = option_with(field, &FieldOption::title, said);
    return option != nullptr ? option : option_with(field, &FieldOption::value, said);
}

// What was said, taken apart where several may be chosen.
std::vector<std::string> choices_in(const Field& field, std::string_view said) {
    std::string rest(trimmed(said));
    if (field.type != FieldType::Several) return {rest};
    for (const auto* mark : {"，", "、", ";", "；", "\n"})
        for (auto at = rest.find(mark); at != std::string::npos; at = rest.find(mark))
            rest.replace(at, std::string_view(mark).size(), ",");
    std::vector<std::string> choices;
    for (std::size_t begin = 0; begin <= rest.size();) {
        const auto end = std::min(rest.find(',', begin), rest.size());
        const auto word = trimmed(std::string_view(rest).substr(begin, end - begin));
        if (!word.empty()) choices.emplace_back(word);
        begin = end + 1;
    }
    return choices;
}

Result<json::value> read_choices(const Field& field, std::string_view said) {
    json::array chosen;
    for (const auto& word : choices_in(field, said)) {
        const auto* option = option_said(field, word);
        if (option == nullptr)
            return fail(ErrorCode::Invalid, "some of the choices shown are wanted", "choice");
        chosen.emplace_back(option->value);
    }
    return json::value(std::move(chosen));
}

bool is_email(std::string_view text) {
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find('@', at + 1) == std::string_view::npos &&
           text.find_first_of(" \t\n<>,;") == std::string_view::npos;
}

Result<> check_format(const Field& field, std::string_view said) {
    if (field.format == "email" && !is_email(said))
        return fail(ErrorCode::Invalid, "an e-mail address is wanted", "email");
    if (field.format == "uri" && said.find(':') == std::string_view::npos)
        return fail(ErrorCode::Invalid, "an address that begins like https:// is wanted", "uri");
    if (field.format == "date" && !parse_time(std::string(said) + "T00:00:00Z"))
        return fail(ErrorCode::Invalid, "a day is wanted, as 2026-03-02", "date");
    if (field.format == "date-time" && !parse_time(said))
        return fail(ErrorCode::Invalid, "a time is wanted, as 2026-03-02T12:00:00+08:00",
                    "date_time");
    return {};
}

Result<json::value> read_plain(const Field& field, const std::string& said) {
    switch (field.type) {
        case FieldType::Number:
            return read_number(said, false);
        case FieldType::Integer:
            return read_number(said, true);
        case FieldType::YesNo:
            return read_yes_no(said);
        case FieldType::Several:
            return read_choices(field, said);
        case FieldType::One: {
            const auto* option = option_said(field, said);
            if (option == nullptr)
                return fail(ErrorCode::Invalid, "one of the choices shown is wanted", "choice");
            return json::value(option->value);
        }
        case FieldType::Text:
            break;
    }
    ERRAND_TRY_VOID(check_format(field, said));
    return json::value(said);
}

// Errors: a field is required that the form does not have.
Result<> mark_required(const json::value& schema, std::vector<Field>& fields) {
    const auto* required = json::find(schema, "required");
    if (required == nullptr || !required->is_array()) return {};
    for (const auto& name : required->get_array()) {
        const auto field = std::ranges::find_if(fields, [&](const Field& one) {
            return name.is_string() && name.get_string() == one.name;
        });
        if (field == fields.end())
            return fail(ErrorCode::Invalid, "its form requires a field that it does not have");
        field->required = true;
    }
    return {};
}

}  // namespace

Result<std::vector<Field>> read_form(const json::value& schema) {
    if (json::string_at(schema, "type") != "object")
        return fail(ErrorCode::Invalid, "its form is not a list of fields");
    std::vector<Field> fields;
    const auto* properties = json::find(schema, "properties");
    if (properties != nullptr &&
        (!properties->is_object() || properties->get_object().size() > kMaxFormFields))
        return fail(ErrorCode::Invalid, "its form has too many fields");
    if (properties != nullptr)
        for (const auto& property : properties->get_object()) {
            ERRAND_TRY(auto field, read_field(std::string(property.key()), property.value()));
            fields.push_back(std::move(field));
        }
    ERRAND_TRY_VOID(mark_required(schema, fields));
    const auto rules = json::Schema::compile(schema);
    if (!rules)
        return fail(ErrorCode::Invalid,
                    "its form has a rule that is not known: " + rules.error().message);
    if (fields.empty() && !rules->validate(json::object{}))
        return fail(ErrorCode::Invalid, "its form has no field, and none is not enough for it");
    return fields;
}

Result<> check_form(const json::value& schema, const json::object& content) {
    ERRAND_TRY(const auto rules, json::Schema::compile(schema));
    return rules.validate(content);
}

bool names_option(const Field& field, std::string_view said) {
    return option_said(field, trimmed(said)) != nullptr;
}

bool could_mean_two(const Field& field, std::string_view said) {
    return std::ranges::any_of(choices_in(field, said), [&](const std::string& word) {
        const auto* place = option_at(field, word);
        const auto* title = option_with(field, &FieldOption::title, word);
        return place != nullptr && title != nullptr && place != title;
    });
}

Result<json::value> read_value(const Field& field, std::string_view said) {
    ERRAND_TRY(auto value, read_plain(field, std::string(trimmed(said))));
    ERRAND_TRY(const auto schema, json::Schema::compile(field.schema));
    ERRAND_TRY_VOID(schema.validate(value));
    return value;
}

std::string shown_value(const Field& field, const json::value& value) {
    const auto titled = [&](std::string_view chosen) {
        const auto found = std::ranges::find(field.options, chosen, &FieldOption::value);
        return found == field.options.end() ? std::string(chosen) : found->title;
    };
    if (value.is_string())
        return field.type == FieldType::One ? titled(value.get_string())
                                            : line_of(value.get_string(), kMaxFieldAbout);
    if (value.is_double()) return fmt::format("{}", value.get_double());
    if (!value.is_array()) return json::write(value);
    std::string all;
    for (const auto& one : value.get_array())
        if (one.is_string()) all += (all.empty() ? "" : ", ") + titled(one.get_string());
    return all;
}

}  // namespace errand::assistant
