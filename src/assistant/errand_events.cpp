// Owns: how signals become the events that a skill sees: language, stale answers, choices by name.
// Part of Errand; strand as in errand.hpp.
#include <fmt/format.h>

#include "assistant/errand.hpp"
#include "assistant/present.hpp"
#include "assistant/services.hpp"
#include "base/log.hpp"
#include "brain/model/text.hpp"

namespace errand::assistant {
namespace {

using brain::model::lowered;

bool contains(const json::value& offer, std::string_view path, const std::string& wanted) {
    const auto* found = json::find(offer, path);
    if (found == nullptr) return false;
    for (const auto* language : {"zh", "en"})
        if (lowered(present::name(*found, language)).find(wanted) != std::string::npos) return true;
    return false;
}

bool names(const json::value& offer, const std::string& wanted) {
    if (wanted.empty()) return false;
    if (contains(offer, "shop.name", wanted)) return true;
    const auto* items = json::find(offer, "items");
    if (items == nullptr || !items->is_array()) return false;
    for (const auto& item : items->get_array())
        if (contains(item, "name", wanted)) return true;
    return false;
}

// The place (from 1) of the first offer that `fits`, or 0.
template <class Fits>
std::size_t place_of(const json::array& offers, Fits fits) {
    for (std::size_t i = 0; i < offers.size(); ++i)
        if (fits(offers[i])) return i + 1;
    return 0;
}

std::size_t by_name(const json::array& offers, std::string_view name) {
    const auto wanted = lowered(name);
    return place_of(offers, [&](const json::value& offer) { return names(offer, wanted); });
}

std::size_t by_number(const json::array& offers, std::int64_t number) {
    const auto count = static_cast<std::int64_t>(offers.size());
    if (number < 0) number += count + 1;
    return number >= 1 && number <= count ? static_cast<std::size_t>(number) : 0;
}

std::size_t by_preference(const json::array& offers, std::string_view preference) {
    const auto* rank = preference == "fastest" ? "ranks.time" : "ranks.price";
    if (preference != "fastest" && preference != "cheapest") return 0;
    return place_of(offers, [&](const json::value& offer) {
        const auto* place = json::find(offer, rank);
        return place != nullptr && json::decode<int>(*place).value_or(0) == 1;
    });
}

std::size_t chosen_in_words(const json::array& offers, const brain::Slots& slots) {
    if (slots.choice) return by_number(offers, *slots.choice);
    if (slots.shop)
        if (const auto place = by_name(offers, *slots.shop)) return place;
    if (!slots.items.empty() && !slots.items.front().name.empty())
        if (const auto place = by_name(offers, slots.items.front().name)) return place;
    if (slots.preference) return by_preference(offers, *slots.preference);
    return slots.any && !offers.empty() ? 1 : 0;
}

}  // namespace

namespace {

bool is_models(const json::value& data) {
    const auto* by_model = json::find(data, "by_model");
    return by_model != nullptr && *by_model == true;
}

// What was said, answered or chosen, in words.
std::string words_of(const json::value& data) {
    for (const auto* member : {"text", "answer"})
        if (const auto words = json::string_at(data, member); !words.empty())
            return std::string(words);
    if (const auto* choose = json::find(data, "choose")) {
        const auto name = json::string_at(*choose, "name");
        return name.empty() ? json::write(*choose) : std::string(name);
    }
    for (const auto* member : {"grant", "approve"})
        if (const auto* yes = json::find(data, member)) return *yes == true ? "yes" : "no";
    return {};
}

}  // namespace

// Whatever becomes of it: from now on no rule of the person's stands for a yes in this errand.
void Errand::note_model(const flow::Signal& signal) {
    if (!signal.data.is_object() || !is_models(signal.data)) return;
    steered_with_ = words_of(signal.data);
    view_["steered_by"] = "model";
    publish_view();
}

std::size_t offer_chosen(const json::array& offers, const json::value& choose) {
    if (choose.is_number()) {
        const auto number = json::decode<std::int64_t>(choose).value_or(0);
        return number > 0 ? by_number(offers, number) : 0;
    }
    return by_name(offers, json::string_at(choose, "name"));
}

flow::Task<Event> Errand::next(std::optional<Millis> timeout) {
    for (;;) {
        flow::Signal signal;
        if (!kept_.empty()) {
            signal = std::move(kept_.front());
            kept_.pop_front();
        } else {
            signal = co_await flow_.next(timeout);
        }
        if (services_.models != nullptr) services_.models->spoken_to.erase(flow_.id());
        auto event = event_of(signal);
        if (!event) continue;
        if (event->kind != Event::Kind::Approve || event->call) co_return *std::move(event);
        auto go_on = co_await may_go_on(event->approval.approval);
        if (!go_on) {
            event->kind = Event::Kind::Refuse;
            event->obstacle = std::move(go_on).error();
        }
        co_return *std::move(event);
    }
}

std::optional<Event> Errand::event_of(const flow::Signal& signal) {
    if (signal.name == "timer") return Event{.kind = Event::Kind::Timer};
    if (signal.name == "cancel") return Event{.kind = Event::Kind::Cancel};
    if (!signal.data.is_object()) return {};
    note_model(signal);
    std::optional<Event> event;  // none: "granted", when it is no longer waited for
    if (signal.name == "act") event = event_of_act(signal.data.get_object());
    if (signal.name == "ask") event = event_of_answer(signal.data.get_object());
    if (event) event->by_model = is_models(signal.data);
    return event;
}

std::optional<Event> Errand::event_of_act(const json::object& data) {
    const auto* said = data.if_contains("act");
    auto act = said == nullptr ? Result<brain::Act>(brain::Act{})
                               : json::decode<brain::Act>(*said, json::Unknown::Ignore);
    if (!act) {
        log::warn("errand {}: an act cannot be read: {}", flow_.number(), act.error().message);
        return {};
    }
    if (const auto language = json::string_at(data, "language"); !language.empty())
        language_ = language;
    Event event{.act = *std::move(act), .text = std::string(json::string_at(data, "text"))};
    if (const auto* files = data.if_contains("files"))
        if (auto attached = json::decode<Attached>(*files, json::Unknown::Ignore))
            event.files = *std::move(attached);
    const auto type = json::string_at(ask_, "type");
    switch (event.act.intent) {
        case brain::Intent::Cancel:
            event.kind = Event::Kind::Cancel;
            break;
        case brain::Intent::Choose:
            event.kind = Event::Kind::Choose;
            event.choice = chosen_in_words(offers_, event.act.slots);
            break;
        case brain::Intent::Approve:
            if (type == "approval") {
                show_again();
                return {};
            }
            if (type == "choice" && offers_.size() == 1) {
                event.kind = Event::Kind::Choose;
                event.choice = 1;
            }
            break;
        case brain::Intent::Refuse:
            event.kind = Event::Kind::Refuse;
            break;
        case brain::Intent::Answer:
            if (type == "slot") {
                event.kind = Event::Kind::Answer;
                event.answer = event.text;
                event.slot = json::string_at(ask_, "slot");
            }
            break;
        default:
            break;
    }
    return event;
}

// A yes in words pays nothing: only the person's key can.
void Errand::show_again() {
    reply({"这一步需要你的签名确认,请在下面确认。",
           "This needs your signed yes; please confirm it here."});
    show_ask();
}

void Errand::show_ask() {
    if (ask_.empty()) return;
    auto event = ask_;
    event["kind"] = "ask";
    flow_.emit(std::move(event));
}

std::optional<Event> Errand::event_of_answer(const json::object& data) {
    if (ask_.empty() || json::string_at(data, "ask") != json::string_at(ask_, "id")) {
        reply({"这个问题已经更新了,请看最新的。",
               "That question has changed; please look at the latest one."});
        return {};
    }
    Event event;
    event.slot = json::string_at(ask_, "slot");
    if (const auto* choose = data.if_contains("choose")) {
        event.kind = Event::Kind::Choose;
        event.choice = offer_chosen(offers_, *choose);
        event.choice_name = json::string_at(*choose, "name");
    } else if (const auto* answer = data.if_contains("answer")) {
        event.kind = Event::Kind::Answer;
        event.answer = answer->is_string() ? std::string(answer->get_string()) : std::string();
        event.text = event.answer;
        if (const auto* act = data.if_contains("act"))
            if (auto decoded = json::decode<brain::Act>(*act, json::Unknown::Ignore))
                event.act = *std::move(decoded);
    } else if (const auto* approve = data.if_contains("approve")) {
        if (!answered_approval(*approve, data, event)) return {};
    } else {
        return {};
    }
    ask_.clear();
    publish_view();
    return event;
}

bool Errand::answered_approval(const json::value& approve, const json::object& data, Event& event) {
    event.kind = Event::Kind::Refuse;
    if (!approve.is_bool() || !approve.get_bool()) return true;
    const auto signature = std::string(json::string_at(data, "signature"));
    if (json::string_at(ask_.at("approval"), "type") == commerce::kCallApprovalType) {
        auto call = json::decode<commerce::CallApproval>(ask_.at("approval"));
        if (call) event.call = {.approval = *std::move(call), .signature = signature};
        if (event.call) event.kind = Event::Kind::Approve;
        return event.call.has_value();
    }
    auto approval = json::decode<commerce::Approval>(ask_.at("approval"));
    if (!approval) {
        log::error("errand {}: its approval cannot be read: {}", flow_.number(),
                   approval.error().message);
        return false;
    }
    event.kind = Event::Kind::Approve;
    event.approval = {.approval = *std::move(approval), .signature = signature, .allowance = {}};
    return true;
}

}  // namespace errand::assistant
