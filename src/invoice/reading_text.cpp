#include "invoice/reading_text.hpp"

#include <boost/mp11.hpp>

#include "json/json.hpp"

namespace errand::invoice {
namespace {

std::string text_of(const std::string& value) {
    return value;
}
std::string text_of(Decimal value) {
    return to_string(value);
}
std::string text_of(Day value) {
    return to_string(value);
}

bool read(std::string_view text, std::string& value) {
    value = text;
    return true;
}
bool read(std::string_view text, Decimal& value) {
    const auto parsed = parse_decimal(text);
    if (parsed) value = *parsed;
    return parsed.has_value();
}
bool read(std::string_view text, Day& value) {
    const auto parsed = parse_day(text);
    if (parsed) value = *parsed;
    return parsed.has_value();
}

// [value, source, confidence].
template <class T>
json::value field_of(const Field<T>& field) {
    return json::array{text_of(field.value), static_cast<int>(field.source), field.confidence};
}

template <class T>
bool read_field(const json::value& from, Field<T>& field) {
    if (!from.is_array() || from.get_array().size() != 3) return false;
    const auto& parts = from.get_array();
    const auto source = json::decode<int>(parts[1]);
    const auto confidence = json::decode<int>(parts[2]);
    if (!parts[0].is_string() || !source || !confidence) return false;
    if (*source < 0 || *source > static_cast<int>(Source::Xml) || *confidence < 0 ||
        *confidence > kCertain)
        return false;
    field.source = static_cast<Source>(*source);
    field.confidence = *confidence;
    return read(parts[0].get_string(), field.value);
}

json::value optional_of(const std::optional<Decimal>& value) {
    return value ? json::value(to_string(*value)) : json::value(nullptr);
}

json::value line_of(const Line& line) {
    return json::array{line.name,
                       line.specification,
                       line.unit,
                       line.tax_code,
                       line.tax_rate,
                       optional_of(line.quantity),
                       optional_of(line.unit_price),
                       optional_of(line.amount),
                       optional_of(line.tax)};
}

bool read_line(const json::value& from, Line& line) {
    constexpr std::size_t kTexts = 5;
    if (!from.is_array() || from.get_array().size() != kTexts + 4) return false;
    const auto& parts = from.get_array();
    std::string* const texts[] = {&line.name, &line.specification, &line.unit, &line.tax_code,
                                  &line.tax_rate};
    for (std::size_t i = 0; i < kTexts; ++i) {
        if (!parts[i].is_string()) return false;
        *texts[i] = parts[i].get_string();
    }
    std::optional<Decimal>* const numbers[] = {&line.quantity, &line.unit_price, &line.amount,
                                               &line.tax};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto& part = parts[kTexts + i];
        if (part.is_null()) continue;
        if (!part.is_string()) return false;
        *numbers[i] = parse_decimal(part.get_string());
        if (!*numbers[i]) return false;
    }
    return true;
}

json::value invoice_of(const Invoice& invoice) {
    json::object made{{"format", static_cast<int>(invoice.format)}, {"credit", invoice.credit}};
    json::array files;
    for (const auto& file : invoice.files)
        files.push_back(json::array{file.path, file.sha256, file.form});
    made["files"] = std::move(files);
    using Members = boost::describe::describe_members<Invoice, boost::describe::mod_public>;
    boost::mp11::mp_for_each<Members>([&](auto member) {
        const auto& field = invoice.*member.pointer;
        if (field.has()) made[member.name] = field_of(field);
    });
    if (invoice.lines.has()) {
        json::array lines;
        for (const auto& line : invoice.lines.value) lines.push_back(line_of(line));
        made["lines"] = json::array{std::move(lines), static_cast<int>(invoice.lines.source),
                                    invoice.lines.confidence};
    }
    return made;
}

bool read_files(const json::value& from, Invoice& invoice) {
    if (!from.is_array()) return false;
    for (const auto& one : from.get_array()) {
        const auto parts = json::decode<std::vector<std::string>>(one);
        if (!parts || parts->size() != 3) return false;
        invoice.files.push_back({(*parts)[0], (*parts)[1], (*parts)[2]});
    }
    return !invoice.files.empty();
}

bool read_lines(const json::value& from, Invoice& invoice) {
    if (!from.is_array() || from.get_array().size() != 3) return false;
    const auto& parts = from.get_array();
    Field<std::string> marks;
    if (!read_field(json::array{"", parts[1], parts[2]}, marks) || !parts[0].is_array())
        return false;
    invoice.lines.source = marks.source;
    invoice.lines.confidence = marks.confidence;
    for (const auto& one : parts[0].get_array())
        if (!read_line(one, invoice.lines.value.emplace_back())) return false;
    return true;
}

bool read_invoice(const json::value& from, Invoice& invoice) {
    const auto* format = json::find(from, "format");
    const auto* credit = json::find(from, "credit");
    const auto* files = json::find(from, "files");
    if (format == nullptr || !format->is_int64() || credit == nullptr || !credit->is_bool() ||
        files == nullptr || !read_files(*files, invoice))
        return false;
    if (format->get_int64() < 0 || format->get_int64() > 255) return false;
    invoice.format = static_cast<Format>(format->get_int64());
    invoice.credit = credit->get_bool();
    bool fine = true;
    using Members = boost::describe::describe_members<Invoice, boost::describe::mod_public>;
    boost::mp11::mp_for_each<Members>([&](auto member) {
        const auto* field = json::find(from, member.name);
        if (field != nullptr) fine = read_field(*field, invoice.*member.pointer) && fine;
    });
    if (const auto* lines = json::find(from, "lines")) fine = read_lines(*lines, invoice) && fine;
    return fine;
}

bool read_finding(const json::value& from, Finding& finding) {
    if (!from.is_array() || from.get_array().size() != 3) return false;
    const auto& parts = from.get_array();
    if (!parts[0].is_int64() || !parts[1].is_string() || !parts[2].is_string()) return false;
    if (parts[0].get_int64() < 0 || parts[0].get_int64() > 255) return false;
    finding = {static_cast<Fault>(parts[0].get_int64()), std::string(parts[1].get_string()),
               std::string(parts[2].get_string())};
    return true;
}

std::unexpected<Error> corrupt() {
    return fail(ErrorCode::Corrupt, "what was read of a document cannot be understood");
}

}  // namespace

std::string to_text(const Reading& reading) {
    json::array invoices;
    for (const auto& invoice : reading.invoices) invoices.push_back(invoice_of(invoice));
    json::array findings;
    for (const auto& finding : reading.findings)
        findings.push_back(
            json::array{static_cast<int>(finding.fault), finding.file, finding.message});
    return json::write(json::object{{"invoices", std::move(invoices)},
                                    {"findings", std::move(findings)}});
}

Result<Reading> reading_of(std::string_view text) {
    ERRAND_TRY(const auto from, json::parse(text));
    const auto* invoices = json::find(from, "invoices");
    const auto* findings = json::find(from, "findings");
    if (invoices == nullptr || !invoices->is_array() || findings == nullptr ||
        !findings->is_array())
        return corrupt();
    Reading reading;
    for (const auto& one : invoices->get_array())
        if (!read_invoice(one, reading.invoices.emplace_back())) return corrupt();
    for (const auto& one : findings->get_array())
        if (!read_finding(one, reading.findings.emplace_back())) return corrupt();
    return reading;
}

}  // namespace errand::invoice
