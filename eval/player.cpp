#include "eval/player.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "eval/draft_match.hpp"
#include "eval/limits.hpp"
#include "eval/turn.hpp"

namespace errand::eval {
namespace {

constexpr std::string_view kConversation = "eval";

Result<> nothing(const Result<json::value>& answer) {
    if (!answer) return fail(answer.error());
    return {};
}

// What kind of ask a turn answers; empty: any, as words can.
std::string_view ask_type(Turn::Kind kind) {
    switch (kind) {
        case Turn::Kind::Choose:
            return "choice";
        case Turn::Kind::Approve:
            return "approval";
        case Turn::Kind::Grant:
            return "grant";
        default:
            return {};
    }
}

std::vector<OpenAsk> open_asks(const json::value& conversation) {
    std::vector<OpenAsk> open;
    const auto* errands = json::find(conversation, "errands");
    if (errands == nullptr || !errands->is_array()) return open;
    for (const auto& errand : errands->get_array()) {
        const auto* ask = json::find(errand, "view.ask");
        const auto* number = json::find(errand, "number");
        if (ask == nullptr || !ask->is_object() || number == nullptr || !number->is_number())
            continue;
        open.push_back({std::string(json::string_at(*ask, "id")),
                        number->to_number<std::uint64_t>(),
                        std::string(json::string_at(*ask, "type")),
                        std::string(json::string_at(*ask, "slot"))});
    }
    return open;
}

json::value fault_body(Fault fault, const std::vector<json::value>& events) {
    if (is_about_goods(fault.kind) && !fault.match) {
        fault.match = current_draft(events);
        if (fault.kind == FaultKind::Closed) fault.match->item.reset();
    }
    return json::encode(fault);
}

}  // namespace

Player::Player(Stage& stage, const Scenario& scenario, json::value world)
    : stage_(stage), scenario_(scenario) {
    evidence_.world = std::move(world);
}

std::string Player::next_key() {
    return fmt::format("{}-{}", scenario_.id, ++keys_);
}

async::Awaitable<> Player::play(PlayOptions options) {
    if (const auto played = co_await play_all(options); !played) {
        const auto& turns = scenario_.turns;
        const auto place =
            turn_number_ >= 1 && turn_number_ <= turns.size()
                ? fmt::format("turn {} ({}): ", turn_number_, describe(turns[turn_number_ - 1]))
                : std::string{};
        wrong(place + played.error().message);
    }
    if (const auto collected = co_await collect(); !collected)
        wrong("evidence: " + collected.error().message);
}

async::Awaitable<Result<>> Player::play_all(PlayOptions options) {
    if (options.crash) {
        armed_for_all_ = true;
        ERRAND_CO_TRY_VOID(co_await arm_crash(*options.crash));
    }
    for (const auto& turn : scenario_.turns) {
        ++turn_number_;
        const auto before = stage_.own_time();
        ERRAND_CO_TRY_VOID(co_await play_turn(turn));
        if (turn.kind != Turn::Kind::Crash && turn.kind != Turn::Kind::Fault)
            own_time_ += stage_.own_time() - before;
    }
    co_return Result<>{};
}

async::Awaitable<Result<>> Player::play_turn(const Turn& turn) {
    if (turn.kind == Turn::Kind::Fault) co_return co_await arm_fault(turn);
    if (turn.kind == Turn::Kind::Crash) co_return co_await crash(turn);
    Result<> played;
    if (turn.kind == Turn::Kind::Say) {
        played = co_await say(turn);
    } else if (turn.kind == Turn::Kind::Wait) {
        played = co_await wait(turn);
    } else {
        played = co_await answer(turn);
    }
    if (played && armed_ && !armed_for_all_) {
        armed_ = false;
        ERRAND_CO_TRY_VOID(co_await persist([this] {
            return stage_.api().post("/v1/testing/crash",
                                     json::object{{"after_steps", 0}, {"side", "before"}});
        }));
    }
    co_return played;
}

async::Awaitable<Result<>> Player::say(const Turn& turn) {
    if (turn.optional && !open_ask(turn)) co_return Result<>{};
    std::vector<std::string> attach;
    attach.reserve(turn.attach.size());
    for (const auto& name : turn.attach) {
        ERRAND_CO_TRY(auto path, attached_file(scenario_, name));
        attach.push_back(std::move(path));
    }
    const auto key = next_key();
    const auto seen = evidence_.events.size();
    ERRAND_CO_TRY_VOID(co_await persist([this, &turn, &attach, &key] {
        return stage_.api().say(std::string(kConversation), turn.text, attach, key, turn.errand);
    }));
    ERRAND_CO_TRY_VOID(co_await settle());
    if (evidence_.events.size() == seen)
        co_return fail(ErrorCode::NotFound, "was met with silence");
    co_return Result<>{};
}

async::Awaitable<Result<>> Player::answer(const Turn& turn) {
    const auto ask = open_ask(turn);
    if (!ask) {
        if (turn.optional) co_return Result<>{};
        co_return fail(ErrorCode::NotFound,
                       "answers nothing: no open " + std::string(ask_type(turn.kind)));
    }
    ERRAND_CO_TRY(const auto body, answer_for(turn, *ask));
    const std::string id(json::string_at(*ask, "id"));
    const auto key = next_key();
    ERRAND_CO_TRY_VOID(
        co_await persist([this, &id, &body, &key] { return stage_.api().answer(id, body, key); }));
    co_return co_await settle();
}

std::optional<json::value> Player::open_ask(const Turn& turn) const {
    // Of those open, the one asked last: its event is the latest.
    std::optional<json::value> latest;
    for (auto event = evidence_.events.rbegin(); event != evidence_.events.rend(); ++event) {
        if (json::string_at(*event, "kind") != "ask") continue;
        const auto id = json::string_at(*event, "id");
        const auto open = std::ranges::find(open_, id, &OpenAsk::id);
        if (open == open_.end()) continue;
        if (const auto type = ask_type(turn.kind); !type.empty() && open->type != type) continue;
        if (turn.errand && open->errand != *turn.errand) continue;
        // Who names a shop takes it from the card that shows it.
        const bool named = turn.kind == Turn::Kind::Choose && turn.choice == 0;
        if (!latest) latest = *event;
        if (named && offer_named(*event, turn.text, evidence_.world) == 0) continue;
        return *event;
    }
    return latest;
}

Result<json::object> Player::answer_for(const Turn& turn, const json::value& ask) {
    if (turn.kind == Turn::Kind::Grant) return json::object{{"grant", turn.yes}};
    if (turn.kind == Turn::Kind::Approve) {
        if (!turn.yes) return json::object{{"approve", false}};
        return sign(ask);
    }
    if (turn.choice > 0) {
        const auto* offers = json::find(ask, "offers");
        if (offers != nullptr && offers->is_array() && offers->get_array().size() < turn.choice)
            return fail(ErrorCode::NotFound,
                        fmt::format("answers nothing: only {} offers", offers->get_array().size()));
        return json::object{{"choose", turn.choice}};
    }
    const auto named = offer_named(ask, turn.text, evidence_.world);
    if (named == 0)
        return fail(ErrorCode::NotFound,
                    fmt::format("answers nothing: no offer is named '{}'", turn.text));
    return json::object{{"choose", named}};
}

Result<json::object> Player::sign(const json::value& ask) {
    if (const auto* rule = json::find(ask, "allowance"); rule != nullptr && rule->is_object()) {
        ERRAND_TRY(const auto allowance, json::decode<commerce::Allowance>(*rule));
        ERRAND_TRY(const auto given, stage_.approver().present(allowance));
        evidence_.allowances.insert(allowance.id);
        return json::object{{"approve", true}, {"signature", given->signature}};
    }
    const auto* document = json::find(ask, "approval");
    if (document == nullptr || !document->is_object()) return json::object{{"approve", true}};
    if (json::string_at(*document, "type") == commerce::kCallApprovalType) {
        ERRAND_TRY(const auto call, json::decode<commerce::CallApproval>(*document));
        ERRAND_TRY(const auto given, stage_.approver().present(call));
        return json::object{{"approve", true}, {"signature", given->signature}};
    }
    ERRAND_TRY(const auto approval, json::decode<commerce::Approval>(*document));
    ERRAND_TRY(const auto given, stage_.approver().present(approval));
    evidence_.approvals.push_back(
        {std::string(json::string_at(ask, "id")), approval.id, approval.draft, approval.amount});
    return json::object{{"approve", true}, {"signature", given->signature.value_or("")}};
}

async::Awaitable<Result<>> Player::wait(const Turn& turn) {
    ERRAND_CO_TRY_VOID(co_await stage_.city().move_clock(json::object{{"advance", turn.text}}));
    // The assistant reads the city's clock by itself; asked to, it does so at once.
    ERRAND_CO_TRY_VOID(co_await persist(
        [this] { return stage_.api().post("/v1/testing/clock", json::object{}); }));
    co_return co_await settle();
}

async::Awaitable<Result<>> Player::arm_fault(const Turn& turn) {
    co_return nothing(co_await stage_.city().arm(fault_body(*turn.fault, evidence_.events)));
}

async::Awaitable<Result<>> Player::crash(const Turn& turn) {
    if (turn.crash->after_steps > 0) co_return co_await arm_crash(*turn.crash);
    stage_.crash();
    ERRAND_CO_TRY_VOID(co_await stage_.restart());
    co_return co_await settle();
}

async::Awaitable<Result<>> Player::arm_crash(CrashPoint point) {
    armed_ = true;
    co_return nothing(co_await stage_.api().post("/v1/testing/crash", json::encode(point)));
}

async::Awaitable<Result<json::value>> Player::persist(Question question) {
    for (bool again = false;; again = true) {
        auto answer = co_await question();
        if (answer) co_return answer;
        const auto code = answer.error().code;
        // What was asked again after a restart had been taken before it.
        if (again && code == ErrorCode::Conflict) co_return json::value(nullptr);
        if (code != ErrorCode::Unavailable && code != ErrorCode::Timeout) co_return answer;
        if (!co_await has_died()) co_return answer;
        if (!armed_)
            co_return fail(ErrorCode::Internal, "the assistant ended without being told to");
        armed_ = false;
        ERRAND_CO_TRY_VOID(co_await stage_.restart());
    }
}

// A connection breaks a moment before the program is seen to be gone.
async::Awaitable<bool> Player::has_died() {
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    for (auto waited = kDeathPoll * 0; waited < std::chrono::seconds(1); waited += kDeathPoll) {
        if (!stage_.assistant_running()) co_return true;
        timer.expires_after(kDeathPoll);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
    co_return false;
}

async::Awaitable<Result<>> Player::settle() {
    const auto deadline = async::after(kSettleDeadline);
    for (;;) {
        ERRAND_CO_TRY(const auto now, co_await persist([this] {
                          return stage_.api().conversation(std::string(kConversation), kLook);
                      }));
        if (client::is_settled(now)) {
            open_ = open_asks(now);
            co_return co_await read_events();
        }
        if (std::chrono::steady_clock::now() > deadline) {
            open_ = open_asks(now);
            ERRAND_CO_TRY_VOID(co_await read_events());
            co_return fail(ErrorCode::Timeout,
                           fmt::format("did not settle within {} s", kSettleDeadline.count()));
        }
    }
}

async::Awaitable<Result<>> Player::read_events() {
    for (;;) {
        ERRAND_CO_TRY(const auto page, co_await stage_.api().events(std::string(kConversation),
                                                                    last_seq_, kEventsPage));
        for (const auto& event : page) {
            const auto* seq = json::find(event, "seq");
            if (seq == nullptr || !seq->is_number())
                co_return fail(ErrorCode::Corrupt, "an event without seq");
            last_seq_ = std::max(last_seq_, seq->to_number<std::uint64_t>());
            evidence_.events.push_back(event);
        }
        if (evidence_.events.size() > kMaxEvents)
            co_return fail(ErrorCode::Exhausted, "too many events");
        if (page.size() < kEventsPage) co_return Result<>{};
    }
}

async::Awaitable<Result<>> Player::collect() {
    evidence_.open = open_;
    for (const auto& event : evidence_.events) {
        const auto* files = json::find(event, "files");
        if (files == nullptr || !files->is_array()) continue;
        for (const auto& file : files->get_array()) {
            const auto path = json::string_at(file, "path");
            auto content = read_text(std::filesystem::path(std::string(path)));
            evidence_.files.push_back(
                {std::string(json::string_at(file, "name")),
                 content ? std::optional(*std::move(content)) : std::nullopt});
        }
    }
    ERRAND_CO_TRY(const auto records, co_await stage_.city().records());
    ERRAND_CO_TRY(evidence_.records, decode_records(records));
    co_return Result<>{};
}

}  // namespace errand::eval
