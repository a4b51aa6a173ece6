// Crashes at every point of a flow, and seeded ones of generated flows: whatever happens, each
// effect is done once by its key, and the flow ends as if nothing had happened.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <random>

#include "flow/world_for_tests.hpp"

namespace errand::flow {
namespace {

// Counts the points at which a process could die, and cuts it off at the chosen one.
class Crasher {
  public:
    explicit Crasher(World& world) : world_(world) {
        world_.on_restart = [this] { watch(); };
        watch();
    }
    std::function<bool()> dies = [] { return false; };
    int points = 0;

  private:
    void watch() {
        world_.journal().before_append = [this] { point(); };
        world_.journal().after_append = [this] { point(); };
        world_.engine().on_step = [this](Side, std::uint64_t, std::string_view) { point(); };
    }
    void point() {
        if (world_.journal().cut_off) return;
        ++points;
        if (dies()) world_.journal().cut_off = true;
    }
    World& world_;
};

// A user who starts a flow, says things, and tries again what was cut off.
class User {
  public:
    explicit User(World& world) : world_(world) {}

    std::uint64_t play(const std::string& skill, const json::value& input, int signals) {
        FlowInfo info;
        again([&] {
            const auto started =
                world_.try_run(world_.engine().start({"ann", "talk", skill, input, "start"}));
            if (started) info = started->value();
            return started.has_value();
        });
        for (int at = 0; at < signals; ++at) {
            again([&] {
                world_.settle();
                return !world_.journal().cut_off &&
                       world_
                           .try_run(
                               world_.engine().signal(info.id, {"act", at}, std::to_string(at)))
                           .has_value();
            });
        }
        again([&] {
            world_.settle();
            return !world_.journal().cut_off;
        });
        return info.id;
    }

  private:
    void again(const std::function<bool()>& act) {
        for (int tries = 0; tries < 100; ++tries) {
            if (act() && !world_.journal().cut_off) return;
            do {
                world_.restart();
            } while (!world_.try_run(world_.engine().recover()));
        }
        FAIL() << "it dies again and again";
    }
    World& world_;
};

Task<json::value> order(World& world, Flow& flow) {
    const StepOptions search{.kind = Kind::Read};
    std::vector<std::function<Task<std::string>(Flow&)>> shops;
    for (int at = 0; at < 2; ++at) {
        shops.emplace_back([&world, search, at](Flow& branch) -> Task<std::string> {
            const auto found = co_await world.step(branch, "search", at, search);
            const auto held = co_await world.step(branch, "hold", at);
            co_return json::write(found->at("with")) + json::write(held->at("with"));
        });
    }
    json::array seen;
    for (auto& one : co_await flow.all(std::move(shops))) seen.emplace_back(one);
    flow.emit({{"kind", "ask"}, {"text", "which?"}});
    flow.set_view({{"open", true}});
    seen.emplace_back((co_await flow.next()).data);
    const auto placed = co_await world.step(flow, "place", seen);
    flow.emit({{"kind", "progress"}, {"text", "placed"}});
    seen.emplace_back((co_await flow.next(std::chrono::hours(1))).data);
    const auto paid = co_await world.step(flow, "pay", placed->at("with"), {.kind = Kind::Spend});
    flow.emit({{"kind", "result"}, {"text", "paid"}});
    co_return json::value{{"status", "done"}, {"seen", seen}, {"paid", paid->at("with")}};
}

struct Played {
    std::string outcome;
    std::vector<std::string> events;
    std::size_t effects = 0;
};

Played result_of(World& world, std::uint64_t flow) {
    EXPECT_EQ(world.service.wrong_repeats, 0);
    const auto info = world.info(flow);
    EXPECT_EQ(info.state, journal::State::Ended) << json::write(info.outcome);
    auto events = world.events();
    std::ranges::sort(events);
    return {json::write(info.outcome), std::move(events), world.service.done.size()};
}

Played play_order(int dies_at, int& points) {
    World world;
    world.add("order", [&world](Flow& flow) { return order(world, flow); });
    Crasher crasher(world);
    crasher.dies = [&] { return crasher.points == dies_at; };
    while (!world.try_run(world.engine().recover())) world.restart();
    const auto flow = User(world).play("order", nullptr, 2);
    points = crasher.points;
    EXPECT_EQ(world.service.count("pay"), 1U);
    EXPECT_EQ(world.service.count("place"), 1U);
    EXPECT_EQ(world.service.count("hold"), 2U);
    return result_of(world, flow);
}

TEST(Crash, AtEveryPointOfAnOrderItEndsTheSame) {
    int points = 0;
    const auto whole = play_order(0, points);
    EXPECT_EQ(whole.events, (std::vector<std::string>{"paid", "placed", "which?"}));
    ASSERT_GT(points, 20);
    for (int at = 1, unused = 0; at <= points; ++at) {
        SCOPED_TRACE(at);
        const auto again = play_order(at, unused);
        EXPECT_EQ(again.outcome, whole.outcome);
        EXPECT_EQ(again.events, whole.events);
    }
}

// What the service did, in a file that outlives the process: "<key> <name>", one line an effect.
class FileService {
  public:
    explicit FileService(std::filesystem::path file) : file_(std::move(file)) {}
    Effect effect(std::string name) const {
        return [file = file_,
                name](const StepContext& context) -> async::Awaitable<Result<json::value>> {
            const auto key = context.idempotency_key;
            if (!read(file).contains(key))
                std::ofstream(file, std::ios::app) << key << ' ' << name << std::endl;
            co_return json::value(name);
        };
    }
    static std::map<std::string, std::string> read(const std::filesystem::path& file) {
        std::map<std::string, std::string> all;
        std::ifstream lines(file);
        for (std::string key, name; lines >> key >> name;) all.emplace(key, name);
        return all;
    }

  private:
    std::filesystem::path file_;
};

// In a process of its own: runs three effects, and is killed at the given point.
[[noreturn]] void run_and_die(const std::filesystem::path& folder, int dies_at) {
    World world(folder);
    const FileService service(folder / "done");
    world.add("three", [&](Flow& flow) -> Task<json::value> {
        for (const auto* name : {"hold", "place", "pay"})
            (void)co_await flow.step(name, nullptr, {}, service.effect(name));
        co_return json::value{{"status", "done"}};
    });
    Crasher crasher(world);
    crasher.dies = [&] {
        if (crasher.points == dies_at) kill(getpid(), SIGKILL);
        return false;
    };
    world.recover();
    (void)world.start("three", nullptr, "k");
    world.settle();
    _exit(0);
}

int in_child(const std::filesystem::path& folder, int dies_at) {
    const auto child = fork();
    if (child == 0) run_and_die(folder, dies_at);
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

TEST(Crash, KilledAtEveryPointItDoesEachEffectOnce) {
    bool was_killed = true;
    for (int at = 1; was_killed; ++at) {
        SCOPED_TRACE(at);
        const journal::ScratchFolder folder;
        was_killed = WIFSIGNALED(in_child(folder.path(), at));
        ASSERT_EQ(in_child(folder.path(), 0), 0);
        std::vector<std::string> names;
        for (const auto& [key, name] : FileService::read(folder.path() / "done"))
            names.push_back(name);
        std::ranges::sort(names);
        EXPECT_EQ(names, (std::vector<std::string>{"hold", "pay", "place"}));
        ASSERT_LT(at, 100);
    }
}

// A generated flow: its input is the seed, its code interprets what the seed makes.
struct Operation {
    enum class Kind { Change, Spend, Read, Recorded, Emit, Next, All, Checkpoint } kind;
    std::string name;
    int turns = 1;
    std::vector<std::vector<Operation>> branches;
};

std::vector<Operation> generate(std::mt19937& random, int count, bool in_branch, std::string path) {
    std::vector<Operation> all;
    for (int at = 0; at < count; ++at) {
        const auto most = in_branch ? 4U : 7U;
        Operation made{static_cast<Operation::Kind>(random() % (most + 1)),
                       path + std::to_string(at),
                       static_cast<int>(random() % 4),
                       {}};
        if (made.kind == Operation::Kind::All) {
            for (unsigned branch = 0; branch < 1 + random() % 3; ++branch)
                made.branches.push_back(generate(random, 1 + static_cast<int>(random() % 3), true,
                                                 made.name + "." + std::to_string(branch) + "."));
        }
        all.push_back(std::move(made));
    }
    return all;
}

Task<std::int64_t> play(World& world, Flow& flow, std::vector<Operation> operations,
                        std::int64_t from, std::int64_t sum);

Task<std::int64_t> play_one(World& world, Flow& flow, const Operation& one, std::int64_t sum) {
    using Kind = Operation::Kind;
    StepOptions options{.attempts = 5, .first_backoff = Millis(0)};
    switch (one.kind) {
        case Kind::Change:
        case Kind::Spend:
        case Kind::Read: {
            options.kind = static_cast<flow::Kind>((static_cast<int>(one.kind) + 1) % 3);
            const auto got = co_await world.step(flow, one.name, sum, options, one.turns);
            co_return got ? sum * 31 % 1'000'003 + got->at("with").as_int64() : -1;
        }
        case Kind::Recorded:
            co_return sum +
                (co_await flow.recorded(one.name, [] { return json::value(7); })).as_int64();
        case Kind::Emit:
            flow.emit({{"kind", "reply"}, {"text", one.name}});
            co_return sum + 1;
        case Kind::Next:
            co_return sum * 7 % 1'000'003 + (co_await flow.next()).data.as_int64();
        case Kind::All: {
            std::vector<std::function<Task<std::int64_t>(Flow&)>> branches;
            for (const auto& branch : one.branches)
                branches.emplace_back([&world, &branch, sum](Flow& child) {
                    return play(world, child, branch, 0, sum);
                });
            for (const auto each : co_await flow.all(std::move(branches)))
                sum = (sum * 13 + each) % 1'000'003;
            co_return sum;
        }
        case Kind::Checkpoint:
            break;
    }
    co_return sum;
}

Task<std::int64_t> play(World& world, Flow& flow, std::vector<Operation> operations,
                        std::int64_t from, std::int64_t sum) {
    for (auto at = from; at < std::ssize(operations); ++at) {
        const auto& one = operations[static_cast<std::size_t>(at)];
        if (one.kind == Operation::Kind::Checkpoint) {
            co_await flow.checkpoint({{"at", at + 1}, {"sum", sum}});
        } else {
            sum = co_await play_one(world, flow, one, sum);
        }
    }
    co_return sum;
}

Played play_generated(unsigned seed, bool with_crashes) {
    std::mt19937 random(seed);
    const auto operations = generate(random, 12, false, "");
    World world;
    world.add("generated", [&](Flow& flow) -> Task<json::value> {
        std::int64_t from = 0;
        std::int64_t sum = 1;
        if (const auto* state = flow.state()) {
            from = state->at("at").as_int64();
            sum = state->at("sum").as_int64();
        }
        co_return json::value{{"sum", co_await play(world, flow, operations, from, sum)}};
    });
    Crasher crasher(world);
    int deaths = 0;
    int faults = 0;
    if (with_crashes) {
        crasher.dies = [&] { return random() % 9 == 0 && ++deaths < 8; };
        world.service.fault = [&]() -> std::optional<Error> {
            // Fewer than the attempts of one step, so that none is given up.
            if (random() % 6 != 0 || ++faults > 4) return std::nullopt;
            return Error{ErrorCode::Timeout, "lost", ""};
        };
        world.service.lose_answers = random() % 2 == 0;
    }
    while (!world.try_run(world.engine().recover())) world.restart();
    const auto signals = std::ranges::count(operations, Operation::Kind::Next, &Operation::kind);
    return result_of(world, User(world).play("generated", nullptr, static_cast<int>(signals)));
}

class SeededCrash : public testing::TestWithParam<unsigned> {};

TEST_P(SeededCrash, GeneratedFlowsEndTheSame) {
    for (unsigned seed = GetParam(); seed < GetParam() + 50; ++seed) {
        SCOPED_TRACE(seed);
        const auto whole = play_generated(seed, false);
        const auto crashed = play_generated(seed, true);
        EXPECT_EQ(crashed.outcome, whole.outcome);
        EXPECT_EQ(crashed.events, whole.events);
        EXPECT_EQ(crashed.effects, whole.effects);
        if (HasFailure()) return;
    }
}
INSTANTIATE_TEST_SUITE_P(Seeds, SeededCrash, testing::Range(0U, 400U, 50U));

}  // namespace
}  // namespace errand::flow
