// From a sentence to a Request: sentences, clauses, and in each clause what is wanted and what is
// said about it.
#include <deque>

#include "language/text.hpp"
#include "skills/food/choosing/conditions.hpp"
#include "skills/food/choosing/earlier.hpp"
#include "skills/food/choosing/phrase.hpp"
#include "skills/food/choosing/request.hpp"
#include "skills/food/choosing/shares.hpp"
#include "skills/food/choosing/strings.hpp"
#include "skills/food/choosing/want.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food::choosing {

namespace {

constexpr View kSentenceMarks = U"。!?;！？；\n";
constexpr View kClauseMarks = U",，()（）:：";

bool is_digit(char32_t one) {
    return one >= U'0' && one <= U'9';
}

class Reader {
  public:
    Request run(std::string_view text) {
        auto all = normalised(text);
        // The person speaks of themselves as I, or is spoken to as you.
        std::ranges::replace(all, U'我', U'你');
        all.resize(std::min(all.size(), kMaxCharacters));
        // A point between digits is a part of a number; other points end a sentence.
        for (std::size_t at = 0; at < all.size(); ++at)
            if (all[at] == U'.' && !(at + 1 < all.size() && is_digit(all[at + 1]))) all[at] = U'。';
        whole_ = all;
        for (const auto sentence : cut(whole_, kSentenceMarks)) {
            read_sentence(sentence);
            ++sentence_;
        }
        settle(request_);
        return std::move(request_);
    }

  private:
    std::u32string whole_;
    std::u32string shop_here_;  // the shop that this sentence names
    int people_here_ = 0;       // that this sentence speaks of
    Request request_;
    std::size_t sentence_ = 0;
    std::deque<std::u32string> kept_;  // texts that views look at
    View keep(std::u32string text) {
        kept_.push_back(std::move(text));
        return kept_.back();
    }
    std::u32string earlier_;          // words of an order made before, for "cancel it"
    bool before_shop_ = false;        // "this shop" means the one of the earlier order
    std::vector<Condition> waiting_;  // said before anything was named in this sentence

    bool any_here() const {
        return !request_.wants.empty() && request_.wants.back().sentence == sentence_;
    }

    void read_sentence(View sentence) {
        waiting_.clear();
        people_here_ = 0;
        shop_here_.clear();
        of_rest_ = share_ = sharing_ = false;
        const auto first = request_.wants.size();
        std::string place;
        for (const auto clause : cut(sentence, kClauseMarks)) {
            read_numbers(clause);
            read_clause(clause);
            if (clause.contains(U"地址写") || clause.contains(U"地址是"))
                request_.address = place_in(clause);
            if (const auto said = place_in(clause); !said.empty()) {
                place = said;
                for (auto at = first; at < request_.wants.size(); ++at)
                    if (request_.wants[at].place.empty()) request_.wants[at].place = place;
            }
        }
        for (auto at = first; at < request_.wants.size(); ++at) {
            if (request_.wants[at].place.empty())
                request_.wants[at].place =
                    !place.empty() || first == 0 ? place : request_.wants[first - 1].place;
            const bool together =
                contains_any(sentence, {U"一起", U"你和", U"俩", U"分享", U"给她尝", U"给他尝",
                                        U"每人", U"人手", U"你们", U"大家"});
            request_.wants[at].people = together ? people_here_ : 0;
            if (request_.wants[at].shop.empty()) request_.wants[at].shop = shop_here_;
        }
        if (first == request_.wants.size() && !waiting_.empty()) {
            // A sentence about nothing new is about all, or about what was named before.
            for (auto& one : waiting_) request_.conditions.push_back(std::move(one));
        }
    }

    // People and money.
    void read_numbers(View clause) {
        if (const auto people = std::min(people_in(clause), kMaxPeople); people > 0) {
            request_.people = std::max(request_.people, people);
            people_here_ = std::max(people_here_, people);
        }
        if (const auto money = budget_in(clause)) {
            request_.budget_fen = money->fen;
            request_.budget_each = money->each;
            request_.budget_about = money->about;
        }
    }

    void read_clause(View clause) {
        if (const auto at = cancel_at(clause, !earlier_.empty())) {
            cancel(clause, *at);
            return;
        }
        if (clause.contains(U"这家店") || clause.contains(U"他家") || clause.contains(U"原来那家"))
            before_shop_ = before_shop_ || request_.cancel.has_value();
        if (const auto shop = shop_of_clause(clause); !shop.empty()) {
            shop_here_ = std::u32string(shop);
            if (contains_any(clause, {U"之前喝过", U"之前吃过", U"之前点过", U"以前点过",
                                      U"上次点过", U"常去", U"常点"}))
                before_shop_ = true;
        }
        if (tells_of_earlier(clause)) {
            earlier(clause);
            return;
        }
        take(clause);
    }

    void cancel(View clause, std::size_t at) {
        request_.cancel = std::u32string(earlier_.empty() ? clause.substr(at) : View(earlier_));
        // "If that shop has fried rice, give the noodles back": what comes before may be wanted.
        if (const auto has = clause.find(U"如果"); has < at) {
            before_shop_ = clause.contains(U"那家") || clause.contains(U"他家");
            const auto what = clause.substr(has, at - has);
            if (const auto there = what.find(U'有'); there != View::npos)
                take(keep(U"点" + std::u32string(what.substr(there + 1))));
            return;
        }
        for (const View word : changes())
            if (const auto to = clause.find(word); to != View::npos) {
                const auto what = clause.substr(to + word.size());
                before_shop_ = before_shop_ || clause.contains(U"他家") ||
                               clause.contains(U"这家") || clause.contains(U"那家");
                take(keep(U"点" + std::u32string(what)));
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
            const auto phrase = thing_before(clause, {U"味", U"的"});
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

    // "两个要草莓味的", "三杯热的四杯冰的": how a number is made up. Each share is a want of its
    // own.
    bool take_shares(View clause) {
        if (request_.wants.empty() || request_.wants.back().sentence != sentence_) return false;
        const auto shares = shares_in(clause);
        if (shares.empty()) return false;
        if (!sharing_) base_ = request_.wants.back();
        for (std::size_t at = 0; at < shares.size() && request_.wants.size() < kMaxWants; ++at) {
            auto part = base_;
            part.quantity = shares[at].count;
            part.quantity_said = true;
            part.each_person = false;
            part.with_previous = true;
            for (auto& one : read_conditions(shares[at].words, true).all)
                part.conditions.push_back(std::move(one));
            if (!sharing_)
                request_.wants.back() = std::move(part);
            else
                request_.wants.push_back(std::move(part));
            sharing_ = true;
        }
        return true;
    }
    Want base_;             // what shares are made of
    bool sharing_ = false;  // the clause before was a share

    // "其中三杯要燕麦奶的", "有2个同事乳糖不耐受": a part of what was asked for, with conditions of
    // its own; "其他人的选两种,各占一半": the rest.
    bool take_share(View clause) {
        if (request_.wants.empty()) return false;
        for (const View lead : {U"其他人", U"其余", U"剩下", U"其他的", U"另外的人"})
            if (clause.starts_with(lead)) {
                of_rest_ = true;
                break;
            }
        if (contains_any(clause, {U"各占一半", U"各一半", U"一半一半", U"各半"}))
            return take_halves(clause);
        std::size_t at = 0;
        for (const View lead : {U"其中有", U"其中", U"有"})
            if (clause.starts_with(lead)) {
                at = lead.size();
                break;
            }
        const auto count = at == 0 ? std::nullopt : count_at(clause, at);
        if (!count) return false;
        const auto size = std::max(measure_at(clause, count->end),
                                   longest_at(clause, count->end, {U"位", U"名"}));
        auto& whole = request_.wants.back();
        const int all =
            whole.quantity_said && !whole.each_person ? whole.quantity : request_.people;
        if (size == 0 || count->value >= all) return false;
        const auto rest = clause.substr(count->end + size);
        const bool people =
            contains_any(rest, {U"同事", U"朋友", U"人", U"孩子", U"同学", U"室友"});
        if (clause.starts_with(U"有") && !people) return false;
        auto part = whole;
        whole.quantity = all - count->value;
        part.quantity = count->value;
        whole.quantity_said = part.quantity_said = true;
        whole.each_person = part.each_person = false;
        part.sentence = sentence_;
        for (auto& one : read_conditions(trimmed(rest, U"要的 "), !people).all)
            part.conditions.push_back(std::move(one));
        whole.with_previous = true;
        request_.wants.insert(request_.wants.end() - 1, std::move(part));
        share_ = true;
        return true;
    }
    bool take_halves(View clause) {
        auto& rest = request_.wants.back();
        const int kinds = kinds_in(clause);
        const int all = rest.quantity_said ? rest.quantity : request_.people;
        if (all < kinds) return false;
        rest.kinds = kinds;
        rest.quantity = all / kinds;
        rest.quantity_said = true;
        rest.each_person = false;
        return true;
    }
    bool of_rest_ = false;  // the clause speaks of the others
    bool share_ = false;    // a part was set apart: what follows is said of it

    // New things in a clause, and what is said around them.
    void take(View clause) {
        if (take_shares(clause) || take_share(clause)) return;
        sharing_ = false;
        auto phrases = phrases_in(clause);
        std::size_t done = 0;
        bool first = true;
        for (auto& phrase : phrases) {
            around(clause.substr(done, phrase.begin - done), true);
            clause_ = clause;
            add_want(std::move(phrase), first);
            first = false;
            if (!request_.wants.empty()) done = last_end_;
        }
        around(clause.substr(done), false);
        includes(clause);
        compose(clause);
    }
    std::size_t last_end_ = 0;
    View clause_;           // the one that is being read
    std::u32string topic_;  // the food that was spoken of last, for "I take ten"

    void add_want(Phrase phrase, bool first) {
        last_end_ = phrase.end;
        if (!phrase.shop.empty()) shop_here_ = phrase.shop;
        if (phrase.head.empty() && phrase.modifiers.empty() && !find_name(phrase)) return;
        if (phrase.no_name) {
            if (phrase.counted) count_last(phrase.quantity);
            for (const auto& words : phrase.modifiers) attach(read_conditions(words, true));
            return;
        }
        // "你要中份微辣": a taste is no thing.
        const auto said = traits_of(phrase.head);
        if (!phrase.counted && any_here() && said.any() &&
            (said & (whatever_is_eaten() | cuisines())).none() && phrase.head.size() <= 4) {
            attach(read_conditions(phrase.head, true));
            return;
        }
        if (request_.wants.size() >= kMaxWants) return;
        auto want = want_of(phrase, clause_);
        want.sentence = sentence_;
        want.with_previous = !first;
        want.shop_before |= before_shop_;
        if (says_nearest(phrase)) request_.near = true;
        for (auto& one : waiting_) want.conditions.push_back(one);
        waiting_.clear();
        if (merge_into_earlier(request_.wants, want)) return;
        request_.wants.push_back(std::move(want));
    }

    // "米饭要两份", "听说玉米饼健康,点十个", "再来一份": a number names what stands before it, or
    // what was spoken of last. False where there is nothing new to name.
    bool find_name(Phrase& phrase) {
        if (!phrase.counted) return false;
        auto before = trimmed(clause_.substr(0, phrase.begin), U" 要来点各想再就还又得也");
        for (const View lead : {U"那个", U"的"})
            if (const auto of = before.rfind(lead);
                of != View::npos && of + lead.size() < before.size())
                before = before.substr(of + lead.size());
        if (!before.empty() && before.size() <= 8 && traits_of(before).any()) {
            phrase.head = phrase.words = std::u32string(before);
            return true;
        }
        if (!topic_.empty() && !any_here()) {
            phrase.head = phrase.words = topic_;
            return true;
        }
        if (phrase.quantity < 30) count_last(phrase.quantity);
        return false;
    }
    // The number of the last thing, where it was not said.
    void count_last(int quantity) {
        if (!any_here() || request_.wants.back().quantity_said) return;
        request_.wants.back().quantity = quantity;
        request_.wants.back().quantity_said = true;
    }

    // Words beside the things: conditions, notes, the shop. `before`: in front of a thing that
    // follows.
    void around(View words, bool before) {
        if (words.empty()) return;
        auto said = read_conditions(words, false);
        if (contains_any(words, {U"一样", U"同款", U"那款"}) &&
            contains_any(words, {U"前天", U"昨天", U"上次", U"之前", U"以前", U"上周"}) &&
            any_here())
            request_.wants.back().as_before = true;
        if (contains_any(words, {U"再次下单", U"老地方", U"还是那家", U"同一家"}))
            before_shop_ = true;
        if (said.not_shop_before && !request_.wants.empty())
            request_.wants.back().not_shop_before = true;
        request_.well_rated |= said.well_rated;
        request_.near |= said.near;
        request_.cheap |= said.cheap;
        for (const auto& one : said.without) add_note(one);
        if (const auto asked = asked_of_shop(words); !asked.empty()) add_asked(asked);
        if (contains_any(words, {U"一人一杯", U"每人一杯", U"一人一份", U"每人一份", U"人手一杯",
                                 U"一人一个"}) &&
            any_here())
            request_.wants.back().each_person = true;
        if (before || !any_here()) {
            // Before the first thing of a sentence: kept for what follows.
            for (auto& one : said.all) waiting_.push_back(std::move(one));
            return;
        }
        for (auto& one : said.all) attach_one(one, words);
    }
    void attach(const Conditions& said) {
        for (const auto& one : said.without) add_note(one);
        for (auto& one : said.all) attach_one(one, clause_);
    }
    // To the thing that the clause names, or to the last one.
    void attach_one(const Condition& condition, View clause) {
        for (auto& want : request_.wants)
            if (want.head.size() >= 2 && want.sentence + 3 > sentence_ &&
                clause.contains(
                    View(want.head).substr(0, std::min<std::size_t>(want.head.size(), 3)))) {
                want.conditions.push_back(condition);
                return;
            }
        if (share_ && request_.wants.size() >= 2 &&
            sentence_ == request_.wants[request_.wants.size() - 2].sentence) {
            request_.wants[request_.wants.size() - (of_rest_ ? 1 : 2)].conditions.push_back(
                condition);
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
        for (const View word : {U"包含", U"包括", U"要含", U"附带", U"要求带", U"要带", U"得带",
                                U"能带", U"换成", U"改成"}) {
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
        if (const auto made = courses_in(clause)) {
            auto& want = request_.wants.back();
            want.with_meat = made->with_meat;
            want.without_meat = made->without_meat;
            want.kinds = std::clamp(made->with_meat + made->without_meat, 1, kMaxKinds);
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
};

}  // namespace

Request read_request(std::string_view sentence) {
    return Reader().run(sentence);
}

}  // namespace errand::skills::food::choosing
