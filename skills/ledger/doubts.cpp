#include "skills/ledger/doubts.hpp"

#include <fmt/format.h>

#include "skills/ledger/limits.hpp"
#include "skills/ledger/texts.hpp"

namespace errand::skills::ledger {
namespace {

using assistant::Text;
using errand::ledger::Doubt;
using errand::ledger::DoubtKind;
using errand::ledger::Ledger;

// A category guessed from the seller's name is told, not asked for; an unknown one is.
constexpr int kKnownCategory = 50;

bool is_worth_asking(const Ledger& ledger, const Doubt& doubt) {
    const auto* entry = entry_of(ledger, doubt.number);
    if (entry == nullptr || !entry->included) return false;
    switch (doubt.kind) {
        case DoubtKind::Missing:
        case DoubtKind::LowConfidence:
        case DoubtKind::Sums:
        case DoubtKind::CheckDigit:
        case DoubtKind::NumberTwice:
        case DoubtKind::Alike:
        case DoubtKind::Sources:
        case DoubtKind::Future:
            return true;
        case DoubtKind::Category:
            return entry->category.confidence < kKnownCategory;
        case DoubtKind::Rate:
        case DoubtKind::OtherBuyer:
        case DoubtKind::OtherYear:
        case DoubtKind::Red:
        case DoubtKind::File:
        case DoubtKind::Unverified:
            return false;
    }
    return false;
}

// "3. 滴滴出行 2025-03-01 CNY 45.00(a.pdf):…;建议:…"
std::string line_of(const Ledger& ledger, const Doubt& doubt, std::size_t place, bool chinese) {
    const auto* entry = entry_of(ledger, doubt.number);
    auto line = fmt::format("{}. {}", place, doubt.problem);
    // What only says that something is wanted proposes nothing.
    if (!doubt.proposal.empty() && doubt.proposed)
        line +=
            fmt::format(fmt::runtime(chinese ? "(建议:{})" : " (proposal: {})"), doubt.proposal);
    if (entry != nullptr) line += fmt::format(" — {}", describe(*entry));
    return line;
}

}  // namespace

Questions worth_asking(const Ledger& ledger, std::size_t settled) {
    Questions questions;
    for (const auto& doubt : ledger.doubts()) {
        if (doubt.number <= settled || !is_worth_asking(ledger, doubt)) continue;
        if (questions.asked.size() == kAskedDoubts) {
            ++questions.more;
            continue;
        }
        questions.asked.push_back({.number = doubt.number,
                                   .field = doubt.field,
                                   .kind = std::string(json::encode(doubt.kind).get_string()),
                                   .proposed = doubt.proposed});
        questions.doubts.push_back(doubt);
    }
    return questions;
}

Text question_of(const Ledger& ledger, const Questions& questions) {
    std::string lines;
    const bool chinese = ledger.setting().language == "zh";
    for (std::size_t i = 0; i < questions.doubts.size(); ++i)
        lines += "\n" + line_of(ledger, questions.doubts[i], i + 1, chinese);
    Text text{fmt::format("有 {} 处需要你看一下:{}", questions.doubts.size(), lines),
              fmt::format("{} {} to look at:{}", questions.doubts.size(),
                          questions.doubts.size() == 1 ? "field" : "fields", lines)};
    if (questions.more > 0) {
        text.zh += fmt::format("\n另有 {} 处,都在问题清单里。", questions.more);
        text.en += fmt::format("\n{} more stand in the sheet of problems.", questions.more);
    }
    text.zh += "\n一句话回答就行,比如“1 是 128.50,3 不要,其余没问题”;也可以说“跳过”。";
    text.en +=
        "\nAnswer in one message, as in \"1 is 128.50, leave out 3, the rest is fine\"; or say "
        "\"skip\".";
    return text;
}

}  // namespace errand::skills::ledger
