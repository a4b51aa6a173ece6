#include "assistant/errand.hpp"

#include <fmt/format.h>

#include "assistant/calls.hpp"
#include "assistant/services.hpp"
#include "base/log.hpp"
#include "base/printable.hpp"

namespace errand::assistant {
namespace {

// What an Errand keeps of itself across a checkpoint.
struct Kept {
    static constexpr bool kDefaults = true;
    std::string language;
    json::object view;
    json::object ask;
    std::size_t asks = 0;
    json::array offers;
    json::value outcome;
    std::vector<json::value> signals;
    json::value state;
    std::optional<std::string> steered_with;
};
BOOST_DESCRIBE_STRUCT(Kept, (),
                      (language, view, ask, asks, offers, outcome, signals, state, steered_with))

Text asked_by_model(const std::string& words) {
    const auto said = printable_line(words);
    return {fmt::format("(这件事是模型要办的,它说:“{}”)", said),
            fmt::format("(A model asks for this; it said: “{}”)", said)};
}

Text steered_by_model(const std::string& words) {
    const auto said = printable_line(words);
    return {fmt::format("(这件事有模型参与,它最后说:“{}”)", said),
            fmt::format("(A model had a say in this; its last words: “{}”)", said)};
}

bool ended(std::string_view status) {
    return status == "done" || status == "declined" || status == "cancelled" || status == "failed";
}

}  // namespace

Errand::Errand(flow::Flow& flow, Services& services, const SkillInfo& skill)
    : flow_(flow), services_(services), skill_(skill) {
    const auto& input = flow.input();
    if (const auto* act = json::find(input, "act")) {
        if (auto decoded = json::decode<brain::Act>(*act, json::Unknown::Ignore))
            begun_by_ = *std::move(decoded);
        else
            log::warn("errand {}: its act cannot be read: {}", flow.number(),
                      decoded.error().message);
    }
    begun_with_ = json::string_at(input, "text");
    const auto* by_model = json::find(input, "by_model");
    begun_by_model_ = by_model != nullptr && *by_model == true;
    if (const auto* files = json::find(input, "files"))
        if (auto read = json::decode<Attached>(*files, json::Unknown::Ignore))
            begun_files_ = *std::move(read);
    language_ = json::string_at(input, "language");
    if (language_.empty()) language_ = "en";
    view_["skill"] = skill.name;
    view_["status"] = "working";
    view_["ask"] = nullptr;
    view_["draft"] = nullptr;
    if (begun_by_model_) view_["asked_by"] = "model";
    if (const auto* kept = flow.state()) take_up(*kept);
    publish_view();
}

Errand::~Errand() = default;

void Errand::take_up(const json::value& kept) {
    auto decoded = json::decode<Kept>(kept, json::Unknown::Ignore);
    if (!decoded) {
        log::error("errand {}: its checkpoint cannot be read: {}", flow_.number(),
                   decoded.error().message);
        return;
    }
    language_ = std::move(decoded->language);
    view_ = std::move(decoded->view);
    ask_ = std::move(decoded->ask);
    asks_ = decoded->asks;
    offers_ = std::move(decoded->offers);
    outcome_ = std::move(decoded->outcome);
    state_ = std::move(decoded->state);
    steered_with_ = std::move(decoded->steered_with);
    for (const auto& signal : decoded->signals)
        kept_.push_back({std::string(json::string_at(signal, "name")), signal.at("data")});
}

flow::Task<> Errand::checkpoint(json::value state) {
    state_ = std::move(state);
    Kept kept{.language = language_,
              .view = view_,
              .ask = ask_,
              .asks = asks_,
              .offers = offers_,
              .outcome = outcome_,
              .signals = {},
              .state = state_,
              .steered_with = steered_with_};
    for (const auto& signal : kept_)
        kept.signals.push_back(json::object{{"name", signal.name}, {"data", signal.data}});
    waits_ = 0;
    co_await flow_.checkpoint(json::encode(std::move(kept)));
}

void Errand::publish_view() {
    auto shown = view_;
    shown["language"] = language_;
    if (!ask_.empty()) {
        shown["ask"] = ask_;
        if (json::string_at(view_, "status") == "working") shown["status"] = "waiting";
    }
    flow_.set_view(std::move(shown));
}

void Errand::reply(const Text& text, json::object extra) {
    extra["kind"] = "reply";
    extra["text"] = say(text);
    flow_.emit(std::move(extra));
}

void Errand::progress(const Text& text, json::object extra) {
    extra["kind"] = "progress";
    extra["text"] = say(text);
    flow_.emit(std::move(extra));
}

// The first thing that is asked in an errand that a model began, and whatever is to be signed,
// shows what it began it with: the person never said that. What is to be signed shows too what a
// model last said in it.
void Errand::open_ask(json::object ask) {
    ask["id"] = fmt::format("{}.{}", flow_.number(), ++asks_);
    const bool signs = json::string_at(ask, "type") == "approval";
    std::string whose;
    if (begun_by_model_ && (asks_ == 1 || signs)) {
        ask["asked_by_model"] = begun_with_;
        whose = say(asked_by_model(begun_with_)) + "\n";
    }
    if (steered_with_ && signs) {
        ask["steered_by_model"] = *steered_with_;
        whose += say(steered_by_model(*steered_with_)) + "\n";
    }
    if (!whose.empty()) ask["text"] = whose.append(json::string_at(ask, "text"));
    auto event = ask;
    event["kind"] = "ask";
    ask_ = std::move(ask);
    flow_.emit(std::move(event));
    publish_view();
}

void Errand::ask_slot(std::string slot, const Text& question,
                      const std::vector<std::string>& suggestions) {
    json::object ask{{"type", "slot"}, {"slot", slot}, {"text", say(question)}};
    if (!suggestions.empty()) ask["suggestions"] = json::encode(suggestions);
    open_ask(std::move(ask));
}

void Errand::ask_choice(const Text& question, json::array offers) {
    offers_ = offers;
    open_ask({{"type", "choice"}, {"text", say(question)}, {"offers", std::move(offers)}});
}

void Errand::close_ask() {
    if (ask_.empty()) return;
    ask_.clear();
    publish_view();
}

bool Errand::asking() const {
    return !ask_.empty();
}

void Errand::set_status(const std::string& status, const std::string& reason) {
    view_["status"] = status;
    if (!reason.empty()) view_["reason"] = reason;
    publish_view();
}

void Errand::set_title(const std::string& title) {
    view_["title"] = title;
    publish_view();
}

void Errand::set_draft(json::value draft) {
    view_["draft"] = std::move(draft);
    publish_view();
}

void Errand::set_orders(json::array orders) {
    view_["orders"] = std::move(orders);
    publish_view();
}

void Errand::set_spent(const brain::model::Spent& spent, const std::string& endpoint) {
    view_["spent"] = json::encode(spent);
    view_["model"] = endpoint;
    publish_view();
}

void Errand::set_skills(const std::vector<std::string>& names) {
    view_["skills"] = json::encode(names);
    publish_view();
}

void Errand::result(const std::string& status, const Text& reason, json::object extra) {
    if (const auto* orders = extra.if_contains("orders")) view_["orders"] = *orders;
    auto event = std::move(extra);
    event["kind"] = "result";
    event["status"] = status;
    event["reason"] = say(reason);
    event["text"] = say(reason);
    if (!event.contains("orders")) event["orders"] = json::array{};
    if (!event.contains("files")) event["files"] = json::array{};
    flow_.emit(std::move(event));
    outcome_ = json::object{{"status", status}, {"reason", say(reason)}};
    if (ended(status)) ask_.clear();
    set_status(status, say(reason));
}

flow::Task<json::value> Errand::known() {
    auto& services = services_;
    const auto user = flow_.user();
    const auto skill = skill_.name;
    const auto number = flow_.number();
    flow::StepOptions options{.kind = flow::Kind::Read};
    flow::Effect effect = [&services, user, skill, number](const flow::StepContext&) {
        return remembered(services, user, skill, number);
    };
    auto found =
        co_await flow_.step("known", json::object{}, std::move(options), std::move(effect));
    if (found) co_return *std::move(found);
    log::warn("errand {}: memory cannot be read: {}", number, found.error().message);
    co_return json::object{{"memory", nullptr}, {"earlier", json::array{}}};
}

}  // namespace errand::assistant
