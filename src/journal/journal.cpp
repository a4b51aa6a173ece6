#include "journal/journal.hpp"

namespace errand::journal {

json::object to_json(const Event& event) {
    json::object out;
    out["seq"] = event.seq;
    out["at"] = event.at;
    if (event.errand != 0) out["errand"] = event.errand;
    for (const auto& member : event.data) {
        if (!out.contains(member.key())) out.emplace(member.key(), member.value());
    }
    return out;
}

}  // namespace errand::journal
