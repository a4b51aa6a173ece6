#include "brain/embedded/learned.hpp"

#include <algorithm>
#include <array>

#include "brain/embedded/edges.hpp"
#include "brain/embedded/limits.hpp"
#include "brain/embedded/mend.hpp"
#include "brain/embedded/sure.hpp"
#include "brain/learn/hints.hpp"

namespace errand::brain::embedded {
namespace {

// What errand does itself: nothing is started for it.
constexpr std::array<std::string_view, 5> kOwn = {"errands", "grants", "help", "talk", "other"};

bool is_startable(std::string_view skill) {
    return !skill.empty() && std::ranges::find(kOwn, skill) == kOwn.end();
}

std::string value_of(const std::vector<Value>& values, std::string_view slot) {
    const auto found = std::ranges::find(values, slot, &Value::slot);
    return found == values.end() ? "" : found->text;
}

Intent grants_intent(std::string_view act) {
    if (act == "revoke") return Intent::RevokeGrant;
    return act == "allow" ? Intent::SetAllowance : Intent::Grants;
}

Intent intent_of(const Learned& learned) {
    if (learned.skill == "help") return Intent::Help;
    if (learned.skill == "talk") return Intent::SmallTalk;
    if (learned.skill == "errands") return Intent::Status;
    if (learned.skill == "grants") return grants_intent(learned.act);
    if (!is_startable(learned.skill)) return Intent::Unknown;
    if (learned.act == "track") return Intent::Track;
    if (learned.act == "cancel") return Intent::Cancel;
    if (learned.act == "repeat") return Intent::Repeat;
    if (learned.act == "edit") return Intent::Edit;
    return Intent::Start;
}

Act act_of(const Learned& learned, const language::Text& text, const learn::Model& model) {
    Act act{intent_of(learned)};
    act.confidence = learned.sure;
    act.source = "model";
    act.text = act.intent == Intent::SmallTalk ? "chat" : text.original;
    if (is_startable(learned.skill)) act.skill = learned.skill;
    if (act.intent == Intent::RevokeGrant)
        act.service = value_of(read_values(text, learned.hints, learned.skill, model), "service");
    return act;
}

// The values as items with what was said before and after each: "two large | latte".
void fill_items(Slots& slots, const std::vector<Value>& values) {
    ItemWish next;
    for (const auto& value : values) {
        if (value.slot == "quantity") {
            if (const auto read = language::read_quantity(language::read_text(value.text), 0))
                next.quantity = read->value;
        } else if (value.slot == "option") {
            (slots.items.empty() ? next : slots.items.back())
                .options.push_back({.text = value.text, .key = {}, .value = {}});
        } else if (value.slot == "item") {
            next.name = value.text;
            slots.items.push_back(std::exchange(next, {}));
        } else if (value.slot == "avoid") {
            slots.avoid.push_back(value.text);
        }
    }
}

std::vector<Value> values_of(std::vector<learn::SlotReading> slots, const learn::Hints& hints,
                             const language::Text& text, std::string_view skill) {
    add_sure_values(slots, hints, text, skill);
    mend_values(slots, hints, text);
    mend_edges(slots, text, skill);
    std::vector<Value> values;
    values.reserve(slots.size());
    for (const auto& slot : slots)
        values.push_back(
            {std::string(slot.slot), text.original.substr(slot.begin, slot.end - slot.begin)});
    return values;
}

class Reconciler {
  public:
    Reconciler(const Sentence& sentence, AtomSpan atoms, const learn::Model& model, Learned learned)
        : sentence_(sentence), atoms_(atoms), model_(model), learned_(std::move(learned)) {}

    void run(std::vector<Act>& acts) {
        if (acts.empty()) {
            if (sure() && (idle() || learned_.act == "start")) acts = made();
        } else if (acts.size() == 1 ? overrules(acts.front()) : are_pieces(acts)) {
            acts = made();
        }
        for (auto& act : acts) complete(act, acts.size() == 1);
        std::erase_if(acts, [](const Act& act) { return act.intent == Intent::Unknown; });
    }
    const Learned& learned() const { return learned_; }

  private:
    const Sentence& sentence_;
    AtomSpan atoms_;
    const learn::Model& model_;
    Learned learned_;

    bool idle() const { return sentence_.scene.errands.empty(); }
    bool sure() const { return learned_.familiar && learned_.sure >= kSure; }
    bool likely() const { return idle() && learned_.familiar && learned_.sure >= kLikely; }
    bool very_sure() const { return learned_.familiar && learned_.sure >= kVerySure; }
    // What the rules took for food certainly is: its name is known here, or ends as dishes do (a
    // coffee, not a coffee machine), and no other place to go to is meant.
    bool is_food(const Act& act) const {
        if (act.skill != "food") return false;
        if (has(atoms_, Kind::Eat) && !very_sure() && !hardly_food()) return true;
        if (learned_.skill == "shop" && counts_goods()) return false;
        const auto is_dish = [&](const ItemWish& item) {
            if (ends_as_dishes_do(item.name)) return !very_sure() || !may_name_dishes();
            return is_known_here(item.name);
        };
        // 喝酒了,叫个代驾: a dish beside what is wanted of another skill is only spoken of.
        if (very_sure() && !may_name_dishes() && learned_.skill != "food")
            return !act.slots.items.empty() && std::ranges::all_of(act.slots.items, is_dish);
        return std::ranges::any_of(act.slots.items, is_dish);
    }
    bool hardly_food() const { return learned_.familiar && learned_.food < kHardly; }

    // 一台空气炸锅, 两双袜子: words that count things that nobody eats.
    bool counts_goods() const {
        constexpr std::array<std::string_view, 11> kGoods = {"台", "双", "副", "顶", "部", "辆",
                                                             "床", "架", "本", "幅", "件"};
        const auto& text = sentence_.text;
        return std::ranges::any_of(learned_.hints, [&](const learn::Hint& hint) {
            const auto [begin, end] = tokens_of(text, hint.begin, hint.end);
            return learn::is_measured(hint) && end > begin + 1 &&
                   std::ranges::find(kGoods, text[end - 1].text) != kGoods.end();
        });
    }

    // One wish for another skill, of which the rules made several: each part is that skill's, or
    // a name that may be anything.
    bool are_pieces(const std::vector<Act>& acts) const {
        if (!idle() || !very_sure() || !is_startable(learned_.skill) || learned_.skill == "food")
            return false;
        return std::ranges::all_of(acts, [&](const Act& act) {
            if (act.skill == learned_.skill) return true;
            return act.skill == "food" && !is_food(act) &&
                   (act.intent == Intent::Start || act.intent == Intent::Edit);
        });
    }

    // Skills whose sentences speak of dishes without ordering them. Of things to buy, 锅 and cup
    // are dishes as well.
    bool may_name_dishes() const {
        constexpr std::array<std::string_view, 4> kNone = {"shop", "ride", "trip", "film"};
        return std::ranges::find(kNone, learned_.skill) == kNone.end();
    }

    // Anything that has a name may be food to the rules.
    static bool is_guess(const Act& act) { return act.skill == "food" && act.confidence <= kGuess; }

    // Edits that any words can be mistaken for; the others have words of their own.
    static bool adds(const Act& act) {
        return std::ranges::all_of(act.edits, [](const Edit& edit) {
            return edit.operation == Operation::AddItems ||
                   edit.operation == Operation::ReplaceItem ||
                   edit.operation == Operation::SetAddress;
        });
    }

    // "I want it delivered to my home": nothing is named that could be bought.
    static bool only_moves(const Act& act) {
        return std::ranges::all_of(
            act.edits, [](const Edit& edit) { return edit.operation == Operation::SetAddress; });
    }

    // The same again of what is named: whose it is the model says. Without a name it is the last
    // order, unless the model surely reads something else.
    bool repeats_another(const Act& act) const {
        const auto names = [](const Edit& edit) { return !edit.item.name.empty(); };
        if (!act.slots.items.empty() || std::ranges::any_of(act.edits, names)) return sure();
        return learned_.act != "repeat" && very_sure();
    }
    bool says_the_same(const Act& act) const {
        return learned_.skill == (act.intent == Intent::Help ? "help" : "talk");
    }

    bool overrules(const Act& act) const {
        const auto* focus = sentence_.scene.focus();
        if (focus != nullptr && focus->ask == "slot") return false;
        const bool another = act.skill == "food" && hardly_food() && !is_food(act);
        if (!sure() && !((is_guess(act) || another) && likely())) return false;
        const bool begins = is_startable(learned_.skill) && learned_.act == "start";
        switch (act.intent) {
            case Intent::Start:
            case Intent::Repeat:
                // Both read the same; the rules also what is to be different.
                if (act.intent == Intent::Repeat && !repeats_another(act)) return false;
                if (act.skill == learned_.skill || is_food(act)) return false;
                return idle() || (begins && sure());
            case Intent::SmallTalk:
            case Intent::Help:
                return idle() &&
                       (is_startable(learned_.skill) || (very_sure() && !says_the_same(act)));
            case Intent::Edit:
                return begins && learned_.skill != "food" && very_sure() && adds(act) &&
                       !(learned_.skill == "shop" && only_moves(act));
            case Intent::Track:
                if (act.skill.empty() && learned_.skill == "errands") return idle() && very_sure();
                return idle() && begins && very_sure();
            case Intent::Cancel:
                return idle() && begins && very_sure();
            case Intent::Status:
                return idle() && is_startable(learned_.skill) && very_sure() &&
                       learned_.act != "track";
            default:
                return false;
        }
    }

    std::vector<Act> made() const {
        if (learned_.skill != "food" || intent_of(learned_) != Intent::Start)
            return {act_of(learned_, sentence_.text, model_)};
        auto acts = read_starts(sentence_, atoms_);
        std::erase_if(acts, [](const Act& act) { return act.skill != "food"; });
        if (acts.empty()) acts.push_back(act_of(learned_, sentence_.text, model_));
        if (acts.size() == 1 && acts.front().slots.items.empty())
            fill_items(acts.front().slots, values_for(acts.front(), learned_.skill, true));
        return acts;
    }

    static bool ends_as_dishes_do(const std::string& item) {
        const auto name = language::read_text(item);
        for (std::size_t at = 0; at < name.size(); ++at)
            if (const auto found = Lexicon::get().evidence(name, at);
                found && found->end == name.size())
                return true;
        return false;
    }
    bool is_known_here(const std::string& item) const {
        return std::ranges::any_of(sentence_.scene.items, [&](const std::string& known) {
            return mention(item, known) > 0.99;
        });
    }

    // "等下,先帮我点一份担担面": what leads to the first thing that the model sees is no thing,
    // unless it is counted or known.
    void drop_lead_in(Act& act) const {
        if (act.intent != Intent::Start || act.skill != "food") return;
        auto& items = act.slots.items;
        const auto first = std::ranges::find_if(items, [&](const ItemWish& item) {
            return std::ranges::any_of(act.values, [&](const Value& value) {
                return value.slot == "item" && !item.name.empty() &&
                       (value.text.contains(item.name) || item.name.contains(value.text));
            });
        });
        if (first == items.end()) return;
        const auto leads = [&](const ItemWish& item) {
            return !item.quantity && item.options.empty() && !item.position && !item.every &&
                   !ends_as_dishes_do(item.name) && !is_known_here(item.name);
        };
        items.erase(std::remove_if(items.begin(), first, leads), first);
    }

    // What is said of one of several acts is not said of the others.
    std::vector<Value> values_for(const Act& act, const std::string& skill, bool only) const {
        if (only) return read_values(sentence_.text, learned_.hints, skill, model_);
        const auto part = language::read_text(act.text);
        return read_values(part, learn::read_hints(part), skill, model_);
    }

    void complete(Act& act, bool only) const {
        if (act.source.empty()) act.source = "rules";
        if (act.intent == Intent::SmallTalk) return;
        if (act.skill.empty() && idle() && is_startable(learned_.skill)) act.skill = learned_.skill;
        const auto& skill = act.skill.empty() ? learned_.skill : act.skill;
        act.values = values_for(act, skill, only);
        drop_lead_in(act);
        fill_name(act);
    }

    // Wishes of which the rules found no name, where the model saw one item: that is it.
    static void fill_name(Act& act) {
        if (act.intent != Intent::Start || act.skill != "food" || act.slots.items.size() != 1 ||
            !act.slots.items.front().name.empty() || act.slots.request)
            return;
        const Value* seen = nullptr;
        for (const auto& value : act.values) {
            if (value.slot != "item") continue;
            if (seen != nullptr) return;
            seen = &value;
        }
        const bool elsewhere =
            seen != nullptr && act.slots.shop && act.slots.shop->contains(seen->text);
        if (seen != nullptr && !elsewhere) act.slots.items.front().name = seen->text;
    }
};

struct Sample {
    std::string_view skill, zh, en;
};
constexpr Sample kSamples[] = {
    {"food", "点一份……送到家里", "order a … to my home"},
    {"shop", "买一个……,预算……", "buy a … for at most …"},
    {"trip", "订……去……的车票", "book a train to …"},
    {"ride", "叫车去……", "get me a ride to …"},
    {"film", "买两张……的电影票", "two tickets for …"},
    {"call", "打电话给……订位子", "call … and book a table"},
    {"ledger", "把发票整理成台账", "turn these invoices into a ledger"},
    {"guide", "……怎么办理", "how do I apply for …"},
    {"report", "写一份……的报告", "write a report on …"},
    {"study", "讲一下这道题", "explain this exercise"},
    {"search", "查一下……", "look up …"},
    {"memory", "你记得我的什么", "what do you know about me"},
    {"grants", "我授权了哪些服务", "what may you use"},
    {"errands", "现在办到哪一步了", "what is going on"},
    {"help", "你能做什么", "what can you do"},
};

std::vector<std::string> nearest_samples(const Learned& learned, std::string_view language) {
    std::vector<std::string> samples;
    for (const auto& skill : learned.nearest) {
        const auto* found = std::ranges::find(kSamples, skill, &Sample::skill);
        if (found != std::end(kSamples))
            samples.emplace_back(language == "zh" ? found->zh : found->en);
    }
    return samples;
}

}  // namespace

Learned read_learned(const language::Text& text, const learn::Model& model) {
    Learned learned;
    learned.hints = learn::read_hints(text);
    const auto reading = model.read_heads(text, learned.hints);
    for (const auto& head : reading.heads) {
        if (head.nearest.empty()) continue;
        if (head.name == "act") learned.act = head.nearest.front().label;
        if (head.name != "skill") continue;
        learned.skill = head.nearest.front().label;
        learned.sure = head.nearest.front().probability;
        learned.familiar = head.familiar;
        for (const auto& choice : head.nearest) {
            learned.nearest.emplace_back(choice.label);
            if (choice.label == "food") learned.food = choice.probability;
        }
    }
    return learned;
}

std::vector<Value> read_values(const language::Text& text, const learn::Hints& hints,
                               std::string_view skill, const learn::Model& model) {
    return values_of(model.read_slots(text, hints, skill), hints, text, skill);
}

bool may_be_food(const Learned& learned) {
    return learned.skill == "food" || !is_startable(learned.skill) || learned.sure < kDoubtful;
}

void reconcile(Understanding& understanding, const Sentence& sentence, AtomSpan atoms,
               const learn::Model& model, Learned learned) {
    Reconciler reconciler(sentence, atoms, model, std::move(learned));
    reconciler.run(understanding.acts);
    if (understanding.acts.empty() && sentence.scene.errands.empty())
        understanding.suggestions = nearest_samples(reconciler.learned(), sentence.language);
}

}  // namespace errand::brain::embedded
