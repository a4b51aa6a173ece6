#include "skills/ledger/learning.hpp"

namespace errand::skills::ledger {

Earlier earlier_of(const Memory& memory, const Edit& edit) {
    Earlier earlier;
    for (const auto& [seller, category] : edit.sellers) {
        const auto known = memory.sellers.find(seller);
        earlier.sellers[seller] = known == memory.sellers.end() ? std::string() : known->second;
    }
    if (edit.buyer_tax_id) earlier.buyer_tax_id = memory.buyer_tax_id;
    if (edit.claimant) earlier.claimant = memory.claimant;
    return earlier;
}

Memory taught(Memory memory, const Edit& edit) {
    for (const auto& [seller, category] : edit.sellers) memory.sellers[seller] = category;
    if (edit.buyer_tax_id) memory.buyer_tax_id = *edit.buyer_tax_id;
    if (edit.claimant) memory.claimant = *edit.claimant;
    return memory;
}

Memory untaught(Memory memory, const Edit& edit) {
    for (const auto& [seller, category] : edit.sellers) {
        const auto known = memory.sellers.find(seller);
        if (known == memory.sellers.end() || known->second != category) continue;
        const auto before = edit.earlier.sellers.find(seller);
        if (before == edit.earlier.sellers.end() || before->second.empty())
            memory.sellers.erase(known);
        else
            known->second = before->second;
    }
    const auto put_back = [](std::string& now, const auto& said, const auto& before) {
        if (said && before && now == *said) now = *before;
    };
    put_back(memory.buyer_tax_id, edit.buyer_tax_id, edit.earlier.buyer_tax_id);
    put_back(memory.claimant, edit.claimant, edit.earlier.claimant);
    return memory;
}

}  // namespace errand::skills::ledger
