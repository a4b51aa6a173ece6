#include "skills/ledger/name_parts.hpp"

#include <algorithm>
#include <vector>

namespace errand::skills::ledger {
namespace {

// Words of many companies' names, which say nothing of which one is meant.
constexpr std::string_view kOfAnyCompany =
    "有限|公司|有限公司|集团|股份|科技|技术|服务|中心|分公司|北京|上海|杭州|深圳|广州|中国|餐饮|"
    "管理|贸易|商贸|发展|企业|酒店|软件|信息|网络|文化|发票|限公|司|科技有限|科技有限公司|股份有限|"
    "gmbh|ltd|limited|inc|llc|corp|company|co|ag|kg|sa|srl|spa|bv|the|and|of|for|group|services|"
    "service|international|hotel|restaurant|travel|cafe|bar|shop|store|online|solutions|systems|"
    "office|data|consulting|media|software|invoice|receipt|supplier|seller|vendor|number|total";

std::vector<std::size_t> characters(std::string_view text) {
    std::vector<std::size_t> begins;
    for (std::size_t at = 0; at < text.size(); ++at)
        if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U) begins.push_back(at);
    begins.push_back(text.size());
    return begins;
}

}  // namespace

std::optional<Spot> shared_part(std::string_view clause, std::string_view name) {
    std::optional<Spot> best;
    const auto begins = characters(clause);
    for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
        const auto begin = begins[i];
        if (clause[begin] == ' ') continue;
        if (is_letter(clause[begin]) && begin > 0 && is_letter(clause[begin - 1])) continue;
        for (auto j = std::min(begins.size() - 1, i + 40); j > i; --j) {
            const auto end = begins[j];
            if (end - begin < 3 || (best && end - begin <= best->end - best->begin)) break;
            const auto part = clause.substr(begin, end - begin);
            if (part.back() == ' ') continue;
            if (is_letter(part.back()) && end < clause.size() && is_letter(clause[end])) continue;
            const bool chinese = static_cast<unsigned char>(part.front()) >= 0xE0;
            if (chinese && part.size() < 6) continue;
            const auto general = find_word(part, kOfAnyCompany);
            if (general && general->end - general->begin == part.size()) continue;
            if (!find_word(name, part)) continue;
            best = Spot{begin, end};
            break;
        }
    }
    return best;
}

}  // namespace errand::skills::ledger
