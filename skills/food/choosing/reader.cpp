// From a sentence to a Request: sentences, clauses, and in each clause what is wanted and what is said
// about it.
#include <array>
#include <deque>

#include "language/text.hpp"
#include "skills/food/choosing/conditions.hpp"
#include "skills/food/choosing/phrase.hpp"
#include "skills/food/choosing/request.hpp"
#include "skills/food/choosing/strings.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food::choosing {

namespace {

constexpr View kSentenceMarks = U"。!?;！？；\n";
constexpr View kClauseMarks = U",，()（）:：";

// A want is not new where its clause tells of something that is over.
constexpr std::array<View, 14> kEarlier = {
    U"刚点",   U"刚才点", U"刚下单", U"刚才下单", U"刚才的", U"刚才嘴馋", U"上次",
    U"上周",   U"上回",   U"昨天点", U"前天点",   U"之前点了", U"已经点", U"听说"};

bool tells_of_earlier(View clause) {
    return std::ranges::any_of(kEarlier, [&](View word) { return clause.contains(word); });
}

constexpr std::array<View, 10> kCancels = {U"取消", U"退了", U"退掉", U"退单", U"撤销",
                                           U"不要了", U"换成", U"改成", U"退款", U"退订"};

std::optional<std::size_t> cancel_at(View clause) {
    for (const View word : kCancels)
        if (const auto at = clause.find(word); at != View::npos) return at;
    return std::nullopt;
}

bool is_digit(char32_t one) {
    return one >= U'0' && one <= U'9';
}

class Reader {
  public:
    Request run(std::string_view text) {
        auto all = characters(language::normalise(text));
        all.resize(std::min(all.size(), kMaxCharacters));
        // A point between digits is a part of a number; other points end a sentence.
        for (std::size_t at = 0; at < all.size(); ++at)
            if (all[at] == U'.' && !(at + 1 < all.size() && is_digit(all[at + 1]))) all[at] = U'。';
        whole_ = all;
        for (const auto sentence : cut(whole_, kSentenceMarks)) {
            read_sentence(sentence);
            ++sentence_;
        }
        finish();
        return std::move(request_);
    }

  private:
    std::u32string whole_;
    int people_here_ = 0;  // that this sentence speaks of
    Request request_;
    std::size_t sentence_ = 0;
    std::deque<std::u32string> kept_;  // texts that views look at
    View keep(std::u32string text) {
        kept_.push_back(std::move(text));
        return kept_.back();
    }
    std::u32string earlier_;   // words of an order made before, for "cancel it"
    bool before_shop_ = false; // "this shop" means the one of the earlier order
    std::vector<Condition> waiting_;  // said before anything was named in this sentence

    bool any_here() const {
        return !request_.wants.empty() && request_.wants.back().sentence == sentence_;
    }

    void read_sentence(View sentence) {
        waiting_.clear();
        people_here_ = 0;
        const auto first = request_.wants.size();
        std::string place;
        for (const auto clause : cut(sentence, kClauseMarks)) {
            read_numbers(clause);
            read_clause(clause);
            if (const auto said = place_in(clause); !said.empty()) {
                place = said;
                for (auto at = first; at < request_.wants.size(); ++at)
                    if (request_.wants[at].place.empty()) request_.wants[at].place = place;
            }
        }
        for (auto at = first; at < request_.wants.size(); ++at) {
            if (request_.wants[at].place.empty()) request_.wants[at].place = place;
            request_.wants[at].people = people_here_;
        }
        if (first == request_.wants.size() && !waiting_.empty()) {
            // A sentence about nothing new is about all, or about what was named before.
            for (auto& one : waiting_) request_.conditions.push_back(std::move(one));
        }
    }

    // People and money.
    void read_numbers(View clause) {
        if (const auto people = people_in(clause); people > 0) {
            request_.people = std::max(request_.people, people);
            people_here_ = std::max(people_here_, people);
        }
        if (const auto money = budget_in(clause)) {
            request_.budget_fen = money->fen;
            request_.budget_each = money->each;
        }
    }

    void read_clause(View clause) {
        if (const auto at = cancel_at(clause)) {
            cancel(clause, *at);
            return;
        }
        if (clause.contains(U"这家店") || clause.contains(U"他家") || clause.contains(U"原来那家"))
            before_shop_ = before_shop_ || request_.cancel.has_value();
        if (tells_of_earlier(clause) && !clause.contains(U"再") && !clause.contains(U"一样")) {
            earlier(clause);
            return;
        }
        take(clause);
    }

    void cancel(View clause, std::size_t at) {
        request_.cancel = std::u32string(
            earlier_.empty() ? clause.substr(at) : View(earlier_));
        // "If that shop has fried rice, give the noodles back": what comes before may be wanted.
        if (const auto has = clause.find(U"如果"); has < at) {
            before_shop_ = clause.contains(U"那家") || clause.contains(U"他家");
            const auto what = clause.substr(has, at - has);
            if (const auto there = what.find(U'有'); there != View::npos)
                take(keep(U"点" + std::u32string(what.substr(there + 1))));
            return;
        }
        for (const View word : {U"换成", U"改成"})
            if (const auto to = clause.find(word); to != View::npos) {
                before_shop_ = before_shop_ || clause.contains(U"他家") || clause.contains(U"这家") ||
                               clause.contains(U"那家");
                take(clause.substr(to));
                return;
            }
    }

    void earlier(View clause) {
        earlier_ = std::u32string(clause);
        for (const auto& known : known_words(clause))
            if (has(known.traits, Trait::Staple) || has(known.traits, Trait::Dessert) ||
                has(known.traits, Trait::Drink) || has(known.traits, Trait::Snack)) {
                topic_ = std::u32string(clause.substr(known.begin, known.end - known.begin));
                break;
            }
        const auto said = read_conditions(clause, false);
        const bool disliked = contains_any(clause, {U"不喜欢", U"不好吃", U"难吃", U"不好喝"});
        if (clause.contains(U"那家") && !disliked) before_shop_ = true;
        if (disliked) {
            // What was had before and not liked.
            const auto phrase = before_of(clause, {U"味", U"的"});
            request_.conditions.push_back(
                {Strength::MustNot, std::u32string(phrase), traits_of(phrase), false});
            return;
        }
        for (auto one : said.all) {
            if (one.strength == Strength::RatherNot) one.strength = Strength::MustNot;
            if (one.strength == Strength::MustNot || has(one.traits, Trait::GoodPackaging))
                request_.conditions.push_back(std::move(one));
        }
    }
    // The words before the first of the marks, from the last verb on: "栀子" of "上周点了栀子味的".
    static View before_of(View clause, Words marks) {
        for (const View mark : marks)
            if (const auto at = clause.find(mark); at != View::npos && at > 0) {
                auto from = clause.substr(0, at).find_last_of(U"了的过点");
                from = from == View::npos ? 0 : from + 1;
                return clause.substr(from, at - from);
            }
        return {};
    }

    // New things in a clause, and what is said around them.
    void take(View clause) {
        auto phrases = phrases_in(clause);
        std::size_t done = 0;
        bool first = true;
        for (auto& phrase : phrases) {
            around(clause.substr(done, phrase.begin - done), true);
            clause_ = clause;
            add_want(std::move(phrase), first);
            first = false;
            done = phrases.empty() ? done : request_.wants.empty() ? done : last_end_;
        }
        around(clause.substr(done), false);
        includes(clause);
        compose(clause);
    }
    std::size_t last_end_ = 0;
    View clause_;  // the one that is being read
    std::u32string topic_;  // the food that was spoken of last, for "I take ten"

    void add_want(Phrase phrase, bool first) {
        last_end_ = phrase.end;
        if (phrase.head.empty() && phrase.modifiers.empty()) {
            if (!phrase.counted || topic_.empty()) return;
            phrase.head = phrase.words = topic_;
        }
        if (phrase.no_name) {
            for (const auto& words : phrase.modifiers) attach(read_conditions(words, true));
            return;
        }
        if (request_.wants.size() >= kMaxWants) return;
        Want want;
        want.words = phrase.words;
        want.head = phrase.head;
        want.quantity = phrase.quantity;
        want.quantity_said = phrase.counted;
        want.kinds = phrase.kinds;
        want.sentence = sentence_;
        want.with_previous = !first;
        want.shop_before = before_shop_;
        for (const auto& words : phrase.modifiers) {
            if (contains_any(words, {U"以前点过", U"之前点过", U"之前常点", U"常点", U"上次点", U"常去", U"老样子"}))
                want.shop_before = true;
            if (contains_any(words, {U"常喝", U"常吃", U"常买", U"爱喝", U"一直喝"})) want.as_before = true;
            if (const auto shop = shop_in(words); !shop.empty()) {
                want.shop = std::u32string(shop);
                continue;
            }
            for (auto& one : read_conditions(words, true).all)
                want.conditions.push_back(std::move(one));
        }
        for (auto& one : waiting_) want.conditions.push_back(one);
        waiting_.clear();
        if (merge_into_earlier(want)) return;
        request_.wants.push_back(std::move(want));
    }

    // The same thing spoken of again.
    bool merge_into_earlier(const Want& want) {
        if (want.head.empty()) return false;
        for (auto& one : request_.wants) {
            if (one.head.empty() || !(one.head.ends_with(want.head) || want.head.ends_with(one.head)))
                continue;
            if (want.quantity_said && one.quantity_said && want.head != one.head) continue;
            if (want.quantity_said && one.quantity_said && one.sentence == want.sentence) continue;
            if (want.quantity_said) {
                one.quantity = want.quantity;
                one.quantity_said = true;
            }
            if (want.head.size() > one.head.size()) one.head = want.head;
            for (const auto& condition : want.conditions) one.conditions.push_back(condition);
            return true;
        }
        return false;
    }

    // Words beside the things: conditions, notes, the shop. `before`: in front of a thing that follows.
    void around(View words, bool before) {
        if (words.empty()) return;
        auto said = read_conditions(words, false);
        if (contains_any(words, {U"一样", U"同款", U"那款"}) &&
            contains_any(words, {U"前天", U"昨天", U"上次", U"之前", U"以前", U"上周"}) && any_here())
            request_.wants.back().as_before = true;
        if (contains_any(words, {U"再次下单", U"老地方", U"还是那家", U"同一家"})) before_shop_ = true;
        if (said.not_shop_before && !request_.wants.empty())
            request_.wants.back().not_shop_before = true;
        request_.well_rated |= said.well_rated;
        request_.near |= said.near;
        request_.cheap |= said.cheap;
        for (const auto& one : said.without) add_note(one);
        if (const auto asked = asked_of_shop(words); !asked.empty()) add_asked(asked);
        if (contains_any(words, {U"一人一杯", U"每人一杯", U"一人一份", U"每人一份", U"人手一杯", U"一人一个"}) &&
            any_here())
            request_.wants.back().each_person = true;
        if (before || !any_here()) {
            // Before the first thing of a sentence: kept for what follows.
            for (auto& one : said.all) {
                if (!before && any_here()) attach_one(one, words);
                else if (any_here() && !before) attach_one(one, words);
                else waiting_.push_back(std::move(one));
            }
            return;
        }
        for (auto& one : said.all) attach_one(one, words);
    }
    void attach(Conditions said) {
        for (const auto& one : said.without) add_note(one);
        for (auto& one : said.all) attach_one(one, clause_);
    }
    // To the thing that the clause names, or to the last one.
    void attach_one(const Condition& condition, View clause) {
        for (auto& want : request_.wants)
            if (want.head.size() >= 2 && want.sentence + 3 > sentence_ &&
                clause.contains(View(want.head).substr(0, std::min<std::size_t>(want.head.size(), 3)))) {
                want.conditions.push_back(condition);
                return;
            }
        if (!any_here()) {
            waiting_.push_back(condition);
            return;
        }
        // What is refused for health or taste holds for all that stands in the sentence.
        for (auto& want : request_.wants)
            if (want.sentence == sentence_ &&
                (&want == &request_.wants.back() || condition.strength == Strength::MustNot))
                want.conditions.push_back(condition);
    }

    // "要包含主食": a part of the thing, not a thing of its own.
    void includes(View clause) {
        if (!any_here()) return;
        for (const View word : {U"包含", U"包括", U"要含", U"带上", U"附带"}) {
            const auto at = clause.find(word);
            if (at == View::npos || at + word.size() >= clause.size()) continue;
            const auto what = trimmed(clause.substr(at + word.size()), U"的了 ");
            attach_one({Strength::Must, std::u32string(what), traits_of(what), false}, {});
            return;
        }
    }

    void add_note(View without) {
        const auto words = utf8(without);
        if (request_.note.contains(words)) return;
        request_.note += (request_.note.empty() ? "" : ",") + ("不要" + words);
    }
    void add_asked(View words) {
        const auto said = utf8(words);
        if (request_.note.contains(said)) return;
        request_.note += (request_.note.empty() ? "" : ",") + said;
    }

    // "两荤一素", "荤素搭配", "你们都吃主食": what a meal is made of.
    void compose(View clause) {
        if (!any_here()) return;
        for (std::size_t at = 0; at < clause.size(); ++at) {
            const auto meat = count_at(clause, at);
            if (!meat || meat->end >= clause.size() || clause[meat->end] != U'荤') continue;
            const auto greens = count_at(clause, meat->end + 1);
            if (!greens || greens->end >= clause.size() || clause[greens->end] != U'素') continue;
            auto& want = request_.wants.back();
            want.with_meat = meat->value;
            want.without_meat = greens->value;
            want.kinds = meat->value + greens->value;
            return;
        }
        if (clause.contains(U"荤素搭配"))
            for (auto& want : request_.wants)
                if (want.sentence == sentence_ && want.kinds > 1 && want.with_meat < 0)
                    want.with_meat = want.without_meat = 1;
        if (contains_any(clause, {U"都吃主食", U"都要主食", U"都来份主食", U"每人一份主食"})) {
            if (request_.wants.back().head == U"主食") {
                request_.wants.back().each_person = true;
                return;
            }
            Want staple;
            staple.words = staple.head = U"主食";
            staple.each_person = true;
            staple.with_previous = true;
            staple.sentence = sentence_;
            request_.wants.push_back(std::move(staple));
        }
    }

    void finish() {
        for (auto& want : request_.wants) {
            if (want.head.ends_with(U"味") && want.head.size() > 1) borrow_head(want);
            if (want.each_person && !want.quantity_said)
                want.quantity = std::max(1, request_.people);
            if (want.each_person && want.quantity_said && want.quantity == 1 && request_.people > 1)
                want.quantity = request_.people;
        }
        kinds_of_food_are_context();
        std::erase_if(request_.wants, [](const Want& want) {
            return want.head.empty() && std::ranges::none_of(want.conditions, [](const Condition& one) {
                       return one.strength == Strength::Must;
                   });
        });
    }
    // "点个川菜外卖 … 试试沸腾鱼": where dishes are named later, their kind alone is no dish.
    void kinds_of_food_are_context() {
        for (std::size_t at = 0; at + 1 < request_.wants.size(); ++at) {
            auto& want = request_.wants[at];
            if (want.kinds > 1 || want.quantity_said || !is_cuisine(want.head)) continue;
            const auto& next = request_.wants[at + 1];
            if (next.sentence > want.sentence + 2 || is_cuisine(next.head)) continue;
            request_.conditions.push_back({Strength::Rather, want.head, traits_of(want.head), false});
            want.head.clear();
            want.conditions.clear();
        }
    }
    static bool is_cuisine(View head) {
        const auto traits = traits_of_word(head);
        for (auto at = static_cast<std::size_t>(Trait::Sichuan);
             at <= static_cast<std::size_t>(Trait::Indian); ++at)
            if (traits.test(at)) return true;
        return false;
    }
    // "一个蓝莓味和一个薄巧味的麻糍": the name that stands once belongs to both.
    void borrow_head(Want& want) {
        for (const auto& other : request_.wants) {
            if (other.sentence != want.sentence || &other <= &want) continue;
            auto flavour = View(want.head);
            flavour.remove_suffix(1);
            want.conditions.push_back(
                {Strength::Must, std::u32string(flavour), traits_of(flavour), false});
            want.head = other.head;
            return;
        }
    }
};

}  // namespace

Request read_request(std::string_view sentence) {
    return Reader().run(sentence);
}

}  // namespace errand::skills::food::choosing
