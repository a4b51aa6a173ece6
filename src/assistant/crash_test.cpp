// Killed at every recorded step of an order, before and after it, and started again: always exactly
// one order and one payment.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "assistant/assistant_for_tests.hpp"

namespace errand::assistant {
namespace {

using testing::AssistantHouse;

Reply choose_first() {
    Reply reply;
    reply.choose = 1;
    return reply;
}

// Plays the errand from wherever it stands; what is answered already is not answered again.
void play(AssistantHouse& house) {
    (void)house.say("buy tea", "one");
    for (int turn = 0; turn < 6 && house.events_of("result").empty(); ++turn) {
        house.settle();
        const auto ask = house.last("ask");
        if (ask.is_null()) continue;
        const std::string id(json::string_at(ask, "id"));
        if (json::string_at(ask, "type") == "choice")
            (void)house.answer(id, choose_first());
        else
            (void)house.answer(id, house.yes(ask));
    }
}

// In a process of its own, which dies at the n-th step on that side. False: it came to the end.
bool dies_at(const journal::ScratchFolder& folder, const crypto::PrivateKey& key, int step,
             flow::Side side) {
    const auto child = ::fork();
    if (child == 0) {
        AssistantHouse house(folder.path(), key);
        house.grant("food");
        house.grant("pay");
        int left = step;
        house.on_step = [&](flow::Side at, std::string_view) {
            if (at == side && --left == 0) ::kill(::getpid(), SIGKILL);
        };
        play(house);
        ::_exit(0);
    }
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    return WIFSIGNALED(status);
}

TEST(CrashTest, AtEveryStepOneOrderAndOnePayment) {
    const auto key = *crypto::PrivateKey::generate();
    int deaths = 0;
    for (const auto side : {flow::Side::Before, flow::Side::After}) {
        for (int step = 1; step < 40; ++step) {
            const journal::ScratchFolder folder;
            if (!dies_at(folder, key, step, side)) break;
            ++deaths;
            SCOPED_TRACE(::testing::Message()
                         << (side == flow::Side::Before ? "before" : "after") << " step " << step);
            AssistantHouse house(folder.path(), key);
            house.grant("food");
            house.grant("pay");
            house.settle();
            play(house);
            EXPECT_EQ(json::string_at(house.last("result"), "status"), "done");
            EXPECT_EQ(house.events_of("result").size(), 1U);
            EXPECT_EQ(house.town.orders.size(), 1U);
            EXPECT_EQ(house.town.payments.size(), 1U);
            EXPECT_EQ(house.consent->spending().spent_today("me", "CNY")->minor, 1800);
        }
    }
    EXPECT_GE(deaths, 10) << "the steps of an order";
}

}  // namespace
}  // namespace errand::assistant
