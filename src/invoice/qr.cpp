#include "invoice/qr.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "document/trim.hpp"
#include "invoice/limits.hpp"
#include "invoice/setting.hpp"

namespace errand::invoice {
namespace {

struct Type {
    std::string_view type;
    std::string_view kind;
    bool gross;      // the amount is with tax
    int confidence;  // of the amount's meaning: measured on real invoices, or by likeness
};
constexpr auto kTypes = std::to_array<Type>({
    {"01", "增值税专用发票", false, kComputed},
    {"03", "机动车销售统一发票", false, kComputed},
    {"04", "增值税普通发票", false, kComputed},
    {"08", "增值税电子专用发票", false, kComputed},
    {"10", "增值税电子普通发票", false, kCertain},
    {"11", "增值税普通发票（卷票）", false, kComputed},
    {"14", "增值税电子普通发票", false, kComputed},
    {"31", "电子发票（增值税专用发票）", true, kComputed},
    {"32", "电子发票（普通发票）", true, kCertain},
});

std::vector<std::string_view> parts_of(std::string_view payload) {
    std::vector<std::string_view> parts;
    while (parts.size() < 16) {
        const auto comma = payload.find(',');
        parts.push_back(document::trim(payload.substr(0, comma)));
        if (comma == std::string_view::npos) break;
        payload.remove_prefix(comma + 1);
    }
    return parts;
}

bool digits(std::string_view text, std::size_t least, std::size_t most) {
    return text.size() >= least && text.size() <= most &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<Invoice> read_code(std::string_view payload) {
    if (payload.size() > kMaxCodeBytes) return std::nullopt;
    const auto parts = parts_of(payload);
    if (parts.size() < 6 || parts[0] != "01" || !digits(parts[1], 2, 2)) return std::nullopt;
    const auto& [code, number] = std::pair(parts[2], parts[3]);
    if (!digits(number, 8, 20) || !(code.empty() || digits(code, 8, 12))) return std::nullopt;
    const auto day = parse_day(parts[5]);
    if (!day) return std::nullopt;
    Invoice invoice;
    invoice.format = Format::QrCode;
    set(invoice.code, std::string(code), Source::Qr);
    set(invoice.number, std::string(number), Source::Qr);
    invoice.date = {*day, Source::Qr, kCertain};
    if (parts.size() > 6 && digits(parts[6], 6, 20))
        set(invoice.check_code, std::string(parts[6]), Source::Qr);
    const auto type = std::ranges::find(kTypes, parts[1], &Type::type);
    if (type != kTypes.end()) {
        invoice.kind = {std::string(type->kind), Source::Qr, kComputed};
        auto& field = type->gross ? invoice.gross : invoice.net;
        if (const auto amount = parse_decimal(parts[4]))
            field = {*amount, Source::Qr, type->confidence};
    }
    finish_chinese(invoice, Source::Qr);
    return invoice;
}

}  // namespace errand::invoice
