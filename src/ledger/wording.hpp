// Owns: what a ledger says to a person about findings, in Chinese and English. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "ledger/ledger.hpp"

namespace errand::ledger {

// "文件已加密 (…)": a finding about a file, with the reader's own words behind it.
std::string wording_of(const invoice::Finding& finding, std::string_view language);
// What a check found, from the entry's own values.
std::string wording_of(const invoice::Finding& finding, const Entry& entry,
                       std::string_view language);
// In one or two words, for a column: "金额不平", "sums".
std::string_view short_wording(invoice::Fault fault, std::string_view language);
std::string nothing_read(std::string_view language);
// Of a file that gave an entry, and holds another entry's invoice besides.
std::string holds_again(std::size_t number, std::string_view language);
// "XML", "二维码", "文本", "OCR", "人工".
std::string_view name_of(invoice::Source source, std::string_view language);
// "缺少", "Missing".
std::string_view name_of(DoubtKind kind, std::string_view language);
// The entry's checks in one cell: "通过", or what they found.
std::string checks_of(const Entry& entry, std::string_view language);

}  // namespace errand::ledger
