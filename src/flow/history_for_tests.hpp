// Owns: recorded journals as text, so that what an earlier version wrote is read by every later
// one. A history file: the first line is a JSON object {"skill", "version", "salt", "input",
// "signals":
// [{"name", "data"}], "state", "outcome"}; each further line is the records of one append, as the
// journal stores them. Replayed, and given the signals, the flow must be in that state with that
// outcome (absent: null). Any room's tests may read one.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "flow/world_for_tests.hpp"

namespace errand::flow {

struct History {
    struct Said {
        std::string name;
        json::value data;
    };
    struct Head {
        std::string skill;
        int version = 1;
        json::value input;
        std::vector<Said> signals;
        journal::State state = journal::State::Ended;
        json::value outcome;
    };
    Head head;
    std::vector<std::string> appends;
};
BOOST_DESCRIBE_STRUCT(History::Said, (), (name, data))
BOOST_DESCRIBE_STRUCT(History::Head, (), (skill, version, input, signals, state, outcome))

inline Result<History> read_history(const std::filesystem::path& file) {
    std::ifstream lines(file);
    std::string line;
    if (!std::getline(lines, line))
        return fail(ErrorCode::NotFound, "no history in " + file.string());
    History history;
    ERRAND_TRY(history.head, json::read<History::Head>(line));
    while (std::getline(lines, line)) {
        if (!line.empty()) history.appends.push_back(line);
    }
    return history;
}

// Writes it into the world's journal as if it had happened there. The engine must not have
// recovered yet, so that it finds the flow as after a restart.
inline std::uint64_t plant(World& world, const History& history) {
    auto& to = world.journal();
    const auto epoch = world.run(to.take_lease("history")).value();
    const auto begun = world.run(to.begin({"ann", "talk", history.head.skill, history.head.version,
                                           history.head.input, "", epoch, kTestNow},
                                          [](const Result<>&) {}));
    std::uint64_t seq = 0;
    for (const auto& records : history.appends) {
        journal::Append append;
        append.flow = begun->info.id;
        append.expected_seq = seq++;
        append.lease_epoch = epoch;
        append.records = records;
        append.begins_segment = records.starts_with("[\"c\"");
        append.now = kTestNow;
        to.append(std::move(append), [](const Result<>& done) { ASSERT_TRUE(done); });
    }
    EXPECT_TRUE(world.run(to.sync()));
    return begun->info.id;
}

// The other direction: what the journal holds, in this form.
inline std::string history_text(World& world, std::uint64_t flow, const json::value& input) {
    const auto info = world.info(flow);
    History::Head head{info.skill, info.version, input, {}, info.state, info.outcome};
    std::string text = json::write(json::encode(head));
    std::uint64_t append = 0;
    for (const auto& record : world.run(world.journal().records(flow, 0)).value()) {
        text += std::exchange(append, record.append) == record.append ? "," : "\n";
        std::string one;
        journal::write_record(one, record);
        text += one;
    }
    return text + "\n";
}

}  // namespace errand::flow
