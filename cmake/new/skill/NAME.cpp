#include "skills/@NAME@/@NAME@.hpp"

namespace errand::skills::@NAME@ {
namespace {

// Reads like the errand itself: ask for what is missing, call services, ask before anything is paid, and end in
// a stated result.
flow::Task<json::value> run(assistant::Errand& errand) {
    errand.ask_slot("item", {"需要什么?", "What should it be?"});
    const auto event = co_await errand.next();
    errand.close_ask();
    if (event.kind == assistant::Event::Kind::Cancel) {
        errand.result("cancelled", {"已取消。", "Cancelled."});
    } else {
        errand.result("failed", {"这项技能还不能办这件事。", "This skill cannot carry that out."});
    }
    co_return errand.outcome();
}

}  // namespace

assistant::SkillInfo make() { return {"@NAME@", 1, {"@NAME@", "@NAME@"}, run}; }

}  // namespace errand::skills::@NAME@
