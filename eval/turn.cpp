#include "eval/turn.hpp"

#include <fmt/format.h>

namespace errand::eval {
namespace {

// Every member a turn may have; which of them go together is checked below.
struct RawTurn {
    std::optional<std::string> say;
    std::optional<std::vector<std::string>> attach;
    std::optional<json::value> choose;
    std::optional<bool> approve;
    std::optional<bool> grant;
    std::optional<std::string> wait;
    std::optional<Fault> fault;
    std::optional<json::value> crash;
    std::optional<std::uint64_t> errand;
    std::optional<bool> optional;
};
BOOST_DESCRIBE_STRUCT(RawTurn, (),
                      (say, attach, choose, approve, grant, wait, fault, crash, errand, optional))

struct ChoiceByName {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(ChoiceByName, (), (name))

std::unexpected<Error> wrong(const std::string& path, std::string_view what) {
    return fail(ErrorCode::Invalid, fmt::format("{} {}", path, what));
}

int kinds_given(const RawTurn& raw) {
    return int(raw.say || raw.attach) + int(raw.choose.has_value()) + int(raw.approve.has_value()) +
           int(raw.grant.has_value()) + int(raw.wait.has_value()) + int(raw.fault.has_value()) +
           int(raw.crash.has_value());
}

Result<> read_choice(const json::value& from, const std::string& path, Turn& turn) {
    turn.kind = Turn::Kind::Choose;
    if (from.is_object()) {
        ERRAND_TRY(auto by_name, json::decode<ChoiceByName>(from, json::Unknown::Refuse, path));
        turn.text = std::move(by_name.name);
        if (turn.text.empty()) return wrong(path + ".name", "must not be empty");
        return {};
    }
    ERRAND_TRY(turn.choice, json::decode<std::size_t>(from, json::Unknown::Refuse, path));
    if (turn.choice == 0) return wrong(path, "counts from 1");
    return {};
}

Result<> read_wait(std::string text, const std::string& path, Turn& turn) {
    turn.kind = Turn::Kind::Wait;
    if (const auto duration = parse_duration(text); !duration)
        return wrong(path, duration.error().message);
    turn.text = std::move(text);
    return {};
}

Result<> read_fault(Fault fault, const std::string& path, Turn& turn) {
    turn.kind = Turn::Kind::Fault;
    if (fault.kind == FaultKind::Slow && !fault.delay)
        return fail(ErrorCode::Invalid, fmt::format("missing field '{}.delay'", path));
    if (fault.delay && !parse_duration(*fault.delay))
        return wrong(path + ".delay", fmt::format("is '{}', not a duration", *fault.delay));
    if (fault.kind == FaultKind::PriceChange && !fault.by)
        return fail(ErrorCode::Invalid, fmt::format("missing field '{}.by'", path));
    if (fault.times && *fault.times < 1) return wrong(path + ".times", "must be at least 1");
    turn.fault = std::move(fault);
    return {};
}

Result<> read_crash(const json::value& from, const std::string& path, Turn& turn) {
    turn.kind = Turn::Kind::Crash;
    turn.crash = CrashPoint{};
    if (from.is_bool()) {
        if (!from.get_bool()) return wrong(path, "must be true or a point to crash at");
        return {};
    }
    ERRAND_TRY(turn.crash, json::decode<CrashPoint>(from, json::Unknown::Refuse, path));
    if (turn.crash->after_steps < 1) return wrong(path + ".after_steps", "must be at least 1");
    return {};
}

Result<> read_kind(RawTurn raw, const std::string& path, Turn& turn) {
    if (raw.say || raw.attach) {
        turn.kind = Turn::Kind::Say;
        turn.text = raw.say.value_or("");
        turn.attach = raw.attach.value_or(std::vector<std::string>{});
        return {};
    }
    if (raw.choose) return read_choice(*raw.choose, path + ".choose", turn);
    if (raw.wait) return read_wait(*std::move(raw.wait), path + ".wait", turn);
    if (raw.fault) return read_fault(*std::move(raw.fault), path + ".fault", turn);
    if (raw.crash) return read_crash(*raw.crash, path + ".crash", turn);
    turn.kind = raw.approve ? Turn::Kind::Approve : Turn::Kind::Grant;
    turn.yes = raw.approve ? *raw.approve : *raw.grant;
    return {};
}

}  // namespace

Result<Turn> decode_turn(const json::value& from, const std::string& path) {
    ERRAND_TRY(auto raw, json::decode<RawTurn>(from, json::Unknown::Refuse, path));
    switch (kinds_given(raw)) {
        case 0:
            return wrong(path, "needs one of say, choose, approve, grant, wait, fault, crash");
        case 1:
            break;
        default:
            return wrong(path, "is more than one turn at once");
    }
    Turn turn;
    turn.errand = raw.errand;
    turn.optional = raw.optional.value_or(false);
    if (turn.errand && *turn.errand == 0) return wrong(path + ".errand", "counts from 1");
    ERRAND_TRY_VOID(read_kind(std::move(raw), path, turn));
    return turn;
}

std::string describe(const Turn& turn) {
    switch (turn.kind) {
        case Turn::Kind::Say:
            return fmt::format("say \"{}\"", turn.text);
        case Turn::Kind::Choose:
            return turn.choice == 0 ? fmt::format("choose \"{}\"", turn.text)
                                    : fmt::format("choose {}", turn.choice);
        case Turn::Kind::Approve:
            return fmt::format("approve {}", turn.yes);
        case Turn::Kind::Grant:
            return fmt::format("grant {}", turn.yes);
        case Turn::Kind::Wait:
            return fmt::format("wait {}", turn.text);
        case Turn::Kind::Fault:
            return fmt::format("fault {}",
                               std::string_view(json::encode(turn.fault->kind).get_string()));
        case Turn::Kind::Crash:
            return "crash";
    }
    return "turn";
}

}  // namespace errand::eval
