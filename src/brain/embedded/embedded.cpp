#include "brain/embedded/embedded.hpp"

#include <algorithm>

#include "brain/brain.hpp"
#include "brain/embedded/amend.hpp"
#include "brain/embedded/denial.hpp"
#include "brain/embedded/dialogue.hpp"
#include "brain/embedded/learned.hpp"
#include "brain/embedded/limits.hpp"
#include "brain/embedded/long_request.hpp"
#include "brain/embedded/reasons.hpp"
#include "brain/learn/builtin.hpp"

namespace errand::brain::embedded {
namespace {

// What a clause is, apart from its content.
struct Part {
    std::optional<Intent> control;  // nothing: content
    std::string talk;               // of small talk: its kind
    AtomSpan atoms;
    bool corrects = false;  // content that begins with a no: "no wait, two"
};

bool is_content(Kind kind) {
    switch (kind) {
        case Kind::Filler:
        case Kind::Boundary:
        case Kind::Conj:
        case Kind::Thanks:
        case Kind::Greeting:
        case Kind::Farewell:
        case Kind::Chat:
        case Kind::People:
        case Kind::Approve:
        case Kind::Refuse:
            return false;
        default:
            return true;
    }
}

std::string service_in(const Sentence& sentence, AtomSpan atoms) {
    if (atoms.empty()) return {};
    const auto& lexicon = Lexicon::get();
    for (auto at = atoms.front().begin; at < atoms.back().end; ++at) {
        const auto found = lexicon.longest(sentence.text, at, [](const Entry& entry, std::size_t) {
            return entry.kind == Kind::Service;
        });
        if (found) return found->entry->key;
    }
    return {};
}

class Reader {
  public:
    Reader(const Sentence& sentence, AtomSpan atoms) : sentence_(sentence), atoms_(atoms) {}

    std::vector<Act> run() {
        const auto parts = without_remarks(without_reasons(parts_of()));
        const bool any_content =
            std::ranges::any_of(parts, [](const Part& part) { return !part.control; });
        for (std::size_t at = 0; at < parts.size() && acts_.size() < kMaxActs;) {
            if (!parts[at].control) {
                auto end = at;
                refused_ = refused_ || parts[at].corrects;
                while (end < parts.size() && !parts[end].control &&
                       (end == at || !parts[end].corrects))
                    ++end;
                content(parts[at].atoms, parts[end - 1].atoms);
                at = end;
                continue;
            }
            control(parts[at], any_content);
            ++at;
        }
        if (acts_.empty() && refused_) {  // a no, and something that was not understood
            Act act{Intent::Refuse};
            act.confidence = 0.7;
            aim(act, atoms_);
            acts_.push_back(std::move(act));
        }
        return std::move(acts_);
    }

    // The small talk beside which something else was said; empty: none.
    const std::string& talk() const { return talk_; }

  private:
    const Sentence& sentence_;
    AtomSpan atoms_;
    std::vector<Act> acts_;
    bool refused_ = false;
    std::string talk_;
    const Atom* begun_ = nullptr;  // where the latest new wish begins

    // "两单都取消", "cancel everything".
    static bool cancels_all(AtomSpan atoms) {
        return has(atoms, Kind::Every) || std::ranges::any_of(atoms, [](const Atom& atom) {
                   return atom.kind == Kind::Cancel && atom.key == "all";
               });
    }
    void cancel_all(AtomSpan atoms) {
        for (const auto& errand : sentence_.scene.errands) {
            Act act{Intent::Cancel, errand.skill, errand.number};
            act.text = sentence_.said(atoms);
            act.confidence = 0.92;
            if (acts_.size() < kMaxActs) acts_.push_back(std::move(act));
        }
        if (sentence_.scene.errands.empty()) acts_.push_back({Intent::Cancel});
        acts_.back().confidence = 0.92;
    }

    // Clauses, cut at marks and where a further thing is asked for after "and".
    std::vector<Part> parts_of() const {
        std::vector<Part> parts;
        std::size_t begin = 0;
        const auto cut = [&](std::size_t end) {
            if (end > begin) add(parts, atoms_.subspan(begin, end - begin));
        };
        for (std::size_t at = 0; at < atoms_.size(); ++at) {
            const bool joined =
                atoms_[at].kind == Kind::Conj && at + 1 < atoms_.size() &&
                (atoms_[at + 1].kind == Kind::Order || atoms_[at + 1].kind == Kind::Cancel ||
                 atoms_[at + 1].kind == Kind::NewErrand);
            if (atoms_[at].kind != Kind::Boundary && !joined) continue;
            cut(at);
            begin = at + 1;
        }
        cut(atoms_.size());
        return parts;
    }
    // "算了我们出去吃", without a mark between them.
    bool begins_calling_off(AtomSpan atoms) const {
        const auto found = Lexicon::get().longest(
            sentence_.text, atoms.front().begin, [](const Entry& entry, std::size_t) {
                return entry.kind == Kind::Refuse || entry.kind == Kind::Cancel;
            });
        return found.has_value();
    }
    // "Thanks, what a wind today": said beside thanks, wanting nothing, and about nothing that is
    // open.
    std::vector<Part> without_remarks(std::vector<Part> parts) const {
        const auto* focus = sentence_.scene.focus();
        const bool answers = focus != nullptr && focus->ask == "slot";
        const bool talks = std::ranges::any_of(
            parts, [](const Part& part) { return part.control == Intent::SmallTalk; });
        if (talks && !answers)
            std::erase_if(parts, [&](const Part& part) { return remarks(part); });
        return parts;
    }
    // A dish is called by its kind last: 外面 in "外面风好大" is none.
    static bool ends_in_food(const std::string& name) {
        const auto text = language::read_text(name);
        for (std::size_t at = 0; at < text.size(); ++at)
            if (const auto found = Lexicon::get().evidence(text, at))
                if (found->end == text.size()) return true;
        return false;
    }
    bool remarks(const Part& part) const {
        if (part.control || errand_about(sentence_, part.atoms) != nullptr) return false;
        return std::ranges::all_of(part.atoms, [&](const Atom& atom) {
            if (atom.kind == Kind::Name) return !ends_in_food(atom.value);
            return !is_content(atom.kind) || atom.kind == Kind::When;
        });
    }
    // "Scrap that, my roommate is cooking": why a thing is called off is no part of what is wanted.
    std::vector<Part> without_reasons(std::vector<Part> parts) const {
        // "先不要了,突然要开会": nothing is named that should go, and why follows.
        for (auto& part : parts)
            if (!part.control && removes_nothing(part.atoms) &&
                std::ranges::any_of(parts, [&](const Part& other) {
                    return !other.control && gives_reason(sentence_, other.atoms);
                }))
                part.control = Intent::Refuse;
        const bool calls_off = std::ranges::any_of(parts, [](const Part& part) {
            return part.control == Intent::Cancel || part.control == Intent::Refuse;
        });
        if (calls_off)
            std::erase_if(parts, [&](const Part& part) {
                return !part.control && gives_reason(sentence_, part.atoms);
            });
        return parts;
    }
    static bool removes_nothing(AtomSpan atoms) {
        return has(atoms, Kind::Remove) && std::ranges::all_of(atoms, [](const Atom& atom) {
                   return atom.kind == Kind::Remove || !is_content(atom.kind);
               });
    }
    void add(std::vector<Part>& parts, AtomSpan atoms) const {
        Part part{control_of(atoms), {}, atoms};
        if (!part.control && begins_calling_off(atoms) && gives_reason(sentence_, atoms))
            part.control = Intent::Refuse;
        const bool content =
            std::ranges::any_of(atoms, [](const Atom& atom) { return is_content(atom.kind); });
        part.corrects = content && has(atoms, Kind::Refuse) && !part.control;
        if (!part.control && !content) {
            part.talk = talk_of(atoms);
            if (part.talk.empty()) return;
            part.control = Intent::SmallTalk;
        }
        parts.push_back(std::move(part));
    }
    static std::string talk_of(AtomSpan atoms) {
        if (has(atoms, Kind::Greeting)) return "greeting";
        if (has(atoms, Kind::Thanks)) return "thanks";
        if (has(atoms, Kind::Farewell)) return "farewell";
        return has(atoms, Kind::Chat) ? "chat" : "";
    }

    std::optional<Intent> control_of(AtomSpan atoms) const {
        const auto said = [&](Kind kind) { return has(atoms, kind); };
        const bool withdrawn = said(Kind::Cancel) || said(Kind::Remove) || said(Kind::Revoke);
        if (said(Kind::Grants)) return Intent::Grants;
        if (said(Kind::Revoke) || (withdrawn && said(Kind::Permission))) return Intent::RevokeGrant;
        if (said(Kind::Permission) && !said(Kind::Name)) return Intent::Grants;
        if (said(Kind::Allowance)) return Intent::SetAllowance;
        if (keeps_order(sentence_, atoms)) return Intent::Status;
        if (said(Kind::Cancel) && !cancels_item(atoms)) return Intent::Cancel;
        if (calls_off_order(atoms)) return Intent::Cancel;
        if (said(Kind::Track)) return Intent::Track;
        if (repeats(atoms)) return Intent::Repeat;
        if (said(Kind::Help) && !said(Kind::Skill) && !said(Kind::Order)) return Intent::Help;
        if (said(Kind::Status)) return Intent::Status;
        if (said(Kind::Approve)) return Intent::Approve;
        if (said(Kind::Refuse) && !begins_correction(atoms)) return Intent::Refuse;
        return std::nullopt;
    }
    // "不对来两份": the no leads to what is wanted instead.
    static bool begins_correction(AtomSpan atoms) {
        auto at = atoms.begin();
        while (at != atoms.end() && (at->kind == Kind::Filler || at->kind == Kind::Conj)) ++at;
        if (at == atoms.end() || at->kind != Kind::Refuse) return false;
        return std::any_of(at, atoms.end(), [](const Atom& atom) { return is_content(atom.kind); });
    }
    // "取消可乐" where the draft has a cola among others.
    bool cancels_item(AtomSpan atoms) const {
        const auto* errand = sentence_.scene.focus();
        if (errand == nullptr || errand->draft.size() < 2 || has(atoms, Kind::ErrandWord))
            return false;
        return std::ranges::any_of(atoms, [&](const Atom& atom) {
            return atom.kind == Kind::Name &&
                   std::ranges::any_of(errand->draft, [&](const DraftItem& item) {
                       return mention(atom.value, item.name) > 0.6;
                   });
        });
    }
    // "老样子"; "再来一单" with nothing named.
    bool repeats(AtomSpan atoms) const {
        return has(atoms, Kind::Repeat) ||
               (has(atoms, Kind::NewErrand) && !has(atoms_, Kind::Name));
    }

    void control(const Part& part, bool any_content) {
        // A yes or a no said before a change is part of the change.
        const auto intent = *part.control;
        if (intent == Intent::Cancel) {
            std::erase_if(acts_, [](const Act& act) { return act.intent == Intent::Refuse; });
            if (cancels_all(part.atoms)) return cancel_all(part.atoms);
        }
        const bool passing =
            intent == Intent::Approve || intent == Intent::Refuse || intent == Intent::SmallTalk;
        refused_ = refused_ || intent == Intent::Refuse;
        if (intent == Intent::SmallTalk) talk_ = part.talk;
        if (passing && (any_content || (intent == Intent::SmallTalk && !acts_.empty()))) return;
        if (intent != Intent::SmallTalk)
            std::erase_if(acts_, [](const Act& act) { return act.intent == Intent::SmallTalk; });
        Act act{intent};
        act.text = intent == Intent::SmallTalk ? part.talk : sentence_.said(part.atoms);
        act.confidence = 0.92;
        if (intent == Intent::Cancel) act.confidence = sure_of_cancel(sentence_, part.atoms);
        if (!acts_.empty() && acts_.back().intent == intent) return;
        aim(act, part.atoms);
        fill(act, part.atoms);
        acts_.push_back(std::move(act));
    }

    void aim(Act& act, AtomSpan atoms) const {
        switch (act.intent) {
            case Intent::Approve:
            case Intent::Refuse:
            case Intent::Cancel:
            case Intent::Track:
                break;
            default:
                return;
        }
        const auto* errand = refer(sentence_, atoms).errand;
        if (errand == nullptr) errand = errand_about(sentence_, atoms);
        if (errand == nullptr && act.intent == Intent::Track) errand = latest_ordered();
        if (errand == nullptr) errand = sentence_.scene.focus();
        if (errand == nullptr) return;
        act.errand = errand->number;
        act.skill = errand->skill;
    }
    const ErrandSeen* latest_ordered() const {
        const ErrandSeen* found = nullptr;
        for (const auto& errand : sentence_.scene.errands)
            if (errand.ordered) found = &errand;
        return found;
    }

    void fill(Act& act, AtomSpan atoms) const {
        if (act.intent == Intent::RevokeGrant) act.service = service_in(sentence_, atoms);
        if (act.intent == Intent::Repeat) {
            act.skill = "food";
            Atoms rest;
            for (const auto& atom : atoms)
                if (atom.kind != Kind::Repeat) rest.push_back(atom);
            act.slots = read_slots(sentence_, rest);
            if (has(rest, Kind::Add))  // "same as last time, plus a cola"
                for (auto& item : std::exchange(act.slots.items, {})) differ(act, std::move(item));
            std::erase_if(act.slots.items, [](const ItemWish& item) {
                return item.name.empty() && item.options.empty() && item.quantity.value_or(1) == 1;
            });
        }
        if (act.intent == Intent::SetAllowance) act.slots = allowance(atoms);
    }
    // "20块以下不用问我": a cap for each payment, unless a day is spoken of.
    Slots allowance(AtomSpan atoms) const {
        Slots slots = read_slots(sentence_, atoms);
        for (const auto& atom : atoms_)
            if (!slots.budget && atom.kind == Kind::Budget) slots.budget = budget_of(atom);
        const auto said = sentence_.text.original;
        const bool daily = said.find("每天") != std::string::npos ||
                           said.find("a day") != std::string::npos ||
                           said.find("per day") != std::string::npos;
        if (slots.budget) slots.budget->scope = daily ? BudgetScope::Total : BudgetScope::Each;
        slots.items.clear();
        return slots;
    }

    void content(AtomSpan first, AtomSpan last) {
        const auto* begin = first.data();
        const auto* end = last.data() + last.size();
        const AtomSpan span(begin, static_cast<std::size_t>(end - begin));
        const auto reference = refer(sentence_, span);
        // What differs from the last time: "老样子,送到公司".
        if (!acts_.empty() && acts_.back().intent == Intent::Repeat) {
            merge_into_repeat(span);
            return;
        }
        if (!acts_.empty() && acts_.back().intent == Intent::SetAllowance) return;
        if (goes_on(span)) return;
        std::erase_if(acts_, [](const Act& act) { return act.intent == Intent::SmallTalk; });
        // "forget the milk tea order"
        const AtomSpan rest = reference.rest;
        if (reference.errand != nullptr && has(rest, Kind::Remove) && !has(rest, Kind::Name)) {
            Act act{Intent::Cancel, reference.errand->skill, reference.errand->number};
            act.text = sentence_.said(span);
            act.confidence = 0.85;
            acts_.push_back(std::move(act));
            return;
        }
        for (auto& act : read_content(sentence_, reference.rest, reference.errand))
            if (acts_.size() < kMaxActs) acts_.push_back(std::move(act));
        if (!acts_.empty() && acts_.back().intent == Intent::Start) begun_ = begin;
    }
    // What follows a wish of the same sentence belongs to it, unless it is whole by itself. True
    // where it was taken in.
    bool goes_on(AtomSpan span) {
        if (acts_.empty() || span.empty()) return false;
        auto& before = acts_.back();
        if (before.intent == Intent::Edit && refused_) {
            const auto drafted = as_draft(before.edits);
            return amend(before.edits, read_edits(sentence_, span, &drafted));
        }
        if (before.intent != Intent::Start || before.skill != "food" || begun_ == nullptr)
            return false;
        const bool whole = has(span, Kind::Name) && has(span, Kind::Address);
        if (has(span, Kind::NewErrand) || (whole && !refused_)) return false;
        const auto drafted = as_draft(before.slots);
        amend(before.slots, read_edits(sentence_, span, &drafted), refused_);
        before.text = sentence_.text.said(begun_->begin, span.back().end);
        return true;
    }
    void merge_into_repeat(AtomSpan span) {
        auto& slots = acts_.back().slots;
        auto more = read_slots(sentence_, span);
        if (more.deliver_to) slots.deliver_to = more.deliver_to;
        if (more.shop) slots.shop = more.shop;
        if (more.budget) slots.budget = more.budget;
        if (more.when) slots.when = more.when;
        if (more.note) slots.note = more.note;
        if (has(span, Kind::Replace) || has(span, Kind::Remove)) {
            for (auto& edit : read_edits(sentence_, span, nullptr))
                if (edit.operation != Operation::SetAddress)
                    acts_.back().edits.push_back(std::move(edit));
            return;
        }
        for (auto& item : more.items) differ(acts_.back(), std::move(item));
    }
    // How an item of the last time shall differ, or what comes on top of it.
    static void differ(Act& act, ItemWish item) {
        Edit edit;
        edit.operation = Operation::AddItems;
        edit.item = std::move(item);
        const bool optional = !edit.item.options.empty();
        // "照上次的再来一份": one order of it, not one piece.
        if (edit.item.name.empty() && !optional && edit.item.quantity.value_or(1) == 1) return;
        if (edit.item.quantity) {
            auto number = edit;
            number.operation = Operation::SetQuantity;
            number.item.options.clear();
            act.edits.push_back(std::move(number));
            edit.item.quantity.reset();
            if (!optional) return;
        }
        if (!optional && edit.item.name.empty()) return;
        if (optional) edit.operation = Operation::SetOptions;
        act.edits.push_back(std::move(edit));
    }
};

std::vector<std::string> suggestions(std::string_view language, const Scene& scene) {
    const auto* focus = scene.focus();
    const bool waiting = focus != nullptr && focus->open();
    if (language == "zh") {
        if (waiting) return {"换一家", "取消", "再加一份……"};
        return {"点一份……送到家里", "老样子", "你能做什么"};
    }
    if (waiting) return {"another shop", "cancel", "add a …"};
    return {"order a … to my home", "same again", "what can you do"};
}

}  // namespace

Understanding understand(std::string_view text, const Context& context) {
    return understand(text, context, learn::builtin_model());
}

Understanding understand(std::string_view text, const Context& context, const learn::Model& model) {
    const auto read = language::read_text(spelled(text, context));
    const auto scene = scene_of(context);
    const KnownNames names(scene);
    const auto atoms = compose(read, recognise(read, names));
    Understanding understanding;
    understanding.language = language::language_of(read);
    const Sentence sentence{read, context, scene, understanding.language};
    Reader reader(sentence, atoms);
    understanding.acts = reader.run();
    std::erase_if(understanding.acts,
                  [](const Act& act) { return act.confidence < kLeastConfidence; });
    const bool nothing_asked = scene.focus() == nullptr || !scene.focus()->open();
    auto learned = read_learned(read, model);
    if (nothing_asked && is_long_request(read, understanding.acts) && may_be_food(learned)) {
        auto act = long_request(read, context, std::move(understanding.acts));
        act.values = read_values(read, learned.hints, act.skill, model);
        act.source = "rules";
        understanding.acts = {std::move(act)};
    } else {
        reconcile(understanding, sentence, atoms, model, std::move(learned));
    }
    // "Thanks, what awful weather today": the thanks are what can be answered.
    if (understanding.acts.empty() && !reader.talk().empty()) {
        Act talk{Intent::SmallTalk};
        talk.text = reader.talk();
        talk.source = "rules";
        talk.confidence = kLeastConfidence;
        understanding.acts.push_back(std::move(talk));
    }
    if (understanding.acts.empty()) {
        Act unknown;
        unknown.text = read.original;
        understanding.acts.push_back(std::move(unknown));
        if (understanding.suggestions.empty())
            understanding.suggestions = suggestions(understanding.language, scene);
        return understanding;
    }
    understanding.confidence = 1;
    for (const auto& act : understanding.acts)
        understanding.confidence = std::min(understanding.confidence, act.confidence);
    return understanding;
}

std::optional<Slots> read_with_menu(std::string_view text, const Context& context) {
    const auto read = language::read_text(apart(text));
    const auto scene = scene_of(context);
    const KnownNames names(scene);
    const auto atoms = compose(read, recognise(read, names));
    const Sentence sentence{read, context, scene, std::string(language::language_of(read))};
    auto acts = Reader(sentence, atoms).run();
    const bool one =
        acts.size() == 1 && acts.front().intent == Intent::Start && acts.front().skill == "food";
    if (!one) return std::nullopt;
    return std::move(acts.front().slots);
}

}  // namespace errand::brain::embedded
