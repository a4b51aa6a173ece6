#include "skills/ledger/buyers.hpp"

namespace errand::skills::ledger {
namespace {

constexpr std::string_view kOthers =
    "开给别家公司|开给别家|开给别人|开给别的公司|开给其他公司|开给其它公司|开给其他人|开给外人|"
    "抬头是别家公司|抬头是别家|抬头是别的公司|抬头是其他公司|抬头是别人|抬头是其它公司|"
    "别家公司抬头|别家抬头|别的公司抬头|别的抬头|其他公司抬头|其它公司抬头|其他抬头|别人抬头|"
    "made out to another company|made out to other companies|made out to someone else|"
    "made out to somebody else|made out to others|made out to anyone else|billed to someone else|"
    "billed to another company|billed to other companies|addressed to someone else|"
    "addressed to another company|issued to someone else|issued to another company";
constexpr std::string_view kMadeOutTo =
    "抬头必须是|抬头要是|抬头得是|抬头应该是|抬头应是|抬头须是|抬头必须为|抬头只能是|"
    "购买方必须是|must be made out to|must be billed to|"
    "抬头是|抬头为|抬头写的是|抬头写|抬头开的是|抬头开|购买方是|购方是|买方是|购买方为|购方为|"
    "开给|addressed to|made out to|billed to|issued to|invoiced to|in the name of|"
    "whose buyer is|with the buyer|where the buyer is|buyer is";

}  // namespace

bool take_other_buyers(std::string& clause) {
    return take_words(clause, kOthers);
}

std::optional<Spot> made_out_to(std::string& clause) {
    const auto said = find_word(clause, kMadeOutTo);
    const auto behind = find_word(clause, "做抬头的|为抬头的|抬头的");
    if (said || !behind) return said;
    const auto name = std::string(bare(std::string_view(clause).substr(0, behind->begin)));
    blank(clause, {0, behind->end});
    clause += "抬头是" + name;
    return find_word(clause, kMadeOutTo);
}

}  // namespace errand::skills::ledger
