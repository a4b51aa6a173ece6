#include <array>

#include "invoice/record.hpp"

namespace errand::invoice {

std::string_view name_of(Source source) {
    constexpr std::array<std::string_view, 4> kNames{"ocr", "text", "qr", "xml"};
    return kNames[static_cast<std::size_t>(source)];
}

std::string_view name_of(Format format) {
    constexpr std::array<std::string_view, 18> kNames{
        "unknown", "ubl",        "ubl-creditnote", "cii",       "zugferd-1", "fatturapa",
        "cfdi",    "plain",      "digital",        "vat-xml",   "vat-xbrl",  "rail",
        "air",     "ofd-fields", "face",           "rail-face", "air-face",  "qr"};
    return kNames[static_cast<std::size_t>(format)];
}

std::string_view name_of(Fault fault) {
    constexpr std::array<std::string_view, 14> kNames{
        "unreadable",  "encrypted",  "not an invoice", "not supported",   "too large",
        "unverified",  "missing",    "sums disagree",  "lines disagree",  "words disagree",
        "check digit", "other year", "number twice",   "sources disagree"};
    return kNames[static_cast<std::size_t>(fault)];
}

}  // namespace errand::invoice
