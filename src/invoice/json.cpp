#include "invoice/json.hpp"

#include <algorithm>

#include "base/encoding.hpp"

namespace errand::json::detail {
namespace {

using invoice::Field;

constexpr std::string_view kFormat = "format";
constexpr std::string_view kCredit = "credit";
constexpr std::string_view kFiles = "files";
constexpr std::string_view kLines = "lines";

using Fields = boost::describe::describe_members<invoice::Invoice, boost::describe::mod_public>;

template <class T, std::size_t kCount>
Result<T> by_name(const value& from, const std::array<std::string_view, kCount>& names,
                  const std::string& path) {
    if (!from.is_string()) return fail(wrong_type(path, "a string", from));
    const auto found = std::ranges::find(names, std::string_view(from.get_string()));
    if (found == names.end()) return fail(unknown_name(path, from.get_string(), "others"));
    return static_cast<T>(found - names.begin());
}

template <class T>
value encode_field(const Field<T>& from) {
    return object{{"value", Encoder<T>::encode(from.value)},
                  {"source", name_of(from.source)},
                  {"confidence", from.confidence}};
}

template <class T>
Result<Field<T>> decode_field(const value& from, Unknown unknown, const std::string& path) {
    if (!from.is_object()) return fail(wrong_type(path, "an object", from));
    const auto& members = from.get_object();
    if (members.size() != 3) return fail(wrong_type(path, "value, source and confidence", from));
    for (const auto* name : {"value", "source", "confidence"})
        if (!members.contains(name)) return fail(missing_member(path, name));
    Field<T> field;
    ERRAND_TRY(field.value,
               Decoder<T>::decode(members.at("value"), unknown, member_path(path, "value")));
    ERRAND_TRY(field.source, Decoder<invoice::Source>::decode(members.at("source"), unknown, path));
    ERRAND_TRY(field.confidence, Decoder<int>::decode(members.at("confidence"), unknown, path));
    if (field.confidence < 1 || field.confidence > invoice::kCertain)
        return fail(wrong_type(path, "a confidence of 1 to 100", members.at("confidence")));
    return field;
}

// Everything of an invoice that is no field.
Result<bool> decode_other(std::string_view name, const value& from, Unknown unknown,
                          const std::string& path, invoice::Invoice& into) {
    if (name == kFormat) {
        ERRAND_TRY(into.format, Decoder<invoice::Format>::decode(from, unknown, path));
    } else if (name == kCredit) {
        ERRAND_TRY(into.credit, Decoder<bool>::decode(from, unknown, path));
    } else if (name == kFiles) {
        ERRAND_TRY(into.files, Decoder<std::vector<invoice::File>>::decode(from, unknown, path));
    } else if (name == kLines) {
        ERRAND_TRY(into.lines, decode_field<std::vector<invoice::Line>>(from, unknown, path));
    } else {
        return false;
    }
    return true;
}

}  // namespace

Result<invoice::Decimal> Decoder<invoice::Decimal>::decode(const value& from, Unknown,
                                                           const std::string& path) {
    if (!from.is_string()) return fail(wrong_type(path, "an amount as a string", from));
    if (const auto read = invoice::parse_written(from.get_string())) return *read;
    return fail(wrong_type(path, "an amount", from));
}
value Encoder<invoice::Decimal>::encode(invoice::Decimal from) {
    return value(invoice::to_string(from));
}

Result<invoice::Day> Decoder<invoice::Day>::decode(const value& from, Unknown,
                                                   const std::string& path) {
    if (!from.is_string()) return fail(wrong_type(path, "a day as a string", from));
    const std::string_view text(from.get_string());
    if (const auto day = invoice::parse_day(text); day && invoice::to_string(*day) == text)
        return *day;
    return fail(wrong_type(path, "a day", from));
}
value Encoder<invoice::Day>::encode(invoice::Day from) {
    return value(invoice::to_string(from));
}

Result<invoice::Source> Decoder<invoice::Source>::decode(const value& from, Unknown,
                                                         const std::string& path) {
    return by_name<invoice::Source>(from, invoice::kSourceNames, path);
}
value Encoder<invoice::Source>::encode(invoice::Source from) {
    return value(name_of(from));
}

Result<invoice::Format> Decoder<invoice::Format>::decode(const value& from, Unknown,
                                                         const std::string& path) {
    return by_name<invoice::Format>(from, invoice::kFormatNames, path);
}
value Encoder<invoice::Format>::encode(invoice::Format from) {
    return value(name_of(from));
}

Result<invoice::Fault> Decoder<invoice::Fault>::decode(const value& from, Unknown,
                                                       const std::string& path) {
    return by_name<invoice::Fault>(from, invoice::kFaultNames, path);
}
value Encoder<invoice::Fault>::encode(invoice::Fault from) {
    return value(name_of(from));
}

Result<invoice::Invoice> Decoder<invoice::Invoice>::decode(const value& from, Unknown unknown,
                                                           const std::string& path) {
    if (!from.is_object()) return fail(wrong_type(path, "an object", from));
    invoice::Invoice made;
    std::size_t used = 0;
    for (const auto& [name, one] : from.get_object()) {
        ERRAND_TRY(const bool other,
                   decode_other(name, one, unknown, member_path(path, name), made));
        if (other) ++used;
    }
    std::optional<Error> error;
    boost::mp11::mp_for_each<Fields>([&](auto member) {
        const auto* found = from.get_object().if_contains(member.name);
        if (error || found == nullptr) return;
        using Value = std::remove_cvref_t<decltype((made.*member.pointer).value)>;
        auto field = decode_field<Value>(*found, unknown, member_path(path, member.name));
        if (!field) {
            error = std::move(field).error();
            return;
        }
        made.*member.pointer = *std::move(field);
        ++used;
    });
    if (error) return fail(*std::move(error));
    if (unknown == Unknown::Refuse && used != from.get_object().size())
        return fail(unknown_member(path, "of an invoice"));
    return made;
}

value Encoder<invoice::Invoice>::encode(const invoice::Invoice& from) {
    object made{{kFormat, name_of(from.format)},
                {kCredit, from.credit},
                {kFiles, Encoder<std::vector<invoice::File>>::encode(from.files)}};
    if (from.lines.has()) made[kLines] = encode_field(from.lines);
    boost::mp11::mp_for_each<Fields>([&](auto member) {
        const auto& field = from.*member.pointer;
        if (field.has()) made[member.name] = encode_field(field);
    });
    return made;
}

}  // namespace errand::json::detail

namespace errand::invoice {
namespace {

void repair(std::string& text) {
    if (!is_utf8(text)) text = well_formed(text);
}

void repair(Line& line) {
    for (auto* text : {&line.name, &line.specification, &line.unit, &line.tax_code, &line.tax_rate})
        repair(*text);
}

}  // namespace

std::string well_formed(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        std::size_t size = 1;
        while (size <= 4 && !is_utf8(text.substr(0, size))) ++size;
        const bool good = size <= 4 && size <= text.size();
        out += good ? text.substr(0, size) : std::string_view("\ufffd");
        text.remove_prefix(good ? size : 1);
    }
    return out;
}

void make_well_formed(Reading& reading) {
    for (auto& invoice : reading.invoices) {
        boost::mp11::mp_for_each<json::detail::Fields>([&](auto member) {
            auto& field = invoice.*member.pointer;
            if constexpr (requires { repair(field.value); }) repair(field.value);
        });
        for (auto& line : invoice.lines.value) repair(line);
        for (auto& file : invoice.files) repair(file.path);
    }
    for (auto& finding : reading.findings) {
        repair(finding.file);
        repair(finding.message);
        repair(finding.field);
    }
}

}  // namespace errand::invoice
