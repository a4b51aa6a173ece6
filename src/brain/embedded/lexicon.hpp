// Owns: the phrases that the embedded brain knows, and what kind of thing each is. The phrases
// themselves are data: lexicon_zh.cpp, lexicon_en.cpp and their _asking.cpp. Built once, then only
// read: any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/phrases.hpp"

namespace errand::brain::embedded {

// What a piece of a sentence is. Those of the first block come from grammars, not from phrases;
// those of the second are composed of several pieces (compose.hpp).
enum class Kind {
    Word,
    Boundary,
    Quantity,
    Ordinal,
    Fraction,
    Money,
    When,
    KnownItem,
    KnownShop,
    Name,
    Budget,
    Address,
    Shop,
    Note,
    Without,
    Conj,          // and, 和
    Filler,        // politeness, pronouns, 的: carries nothing
    Delta,         // another, 再来一
    Rest,          // the rest, 其余
    Part,          // of them, 其中
    Every,         // both, 都
    People,        // three of us, 三个人
    Option,        // key, value
    Extra,         // 加, extra: what follows is added to the item
    With,          // with: what follows is a part of the item or an option of it
    Avoid,         // 不要, no, without: what follows must not be there
    Allergy,       // 过敏: what is said before it must not be there
    Deliver,       // 送到, to, deliver to
    Label,         // home, office
    ShopBefore,    // from, 在
    ShopAfter,     // 家的
    BudgetBefore,  // 预算, under
    BudgetAfter,   // 以内, or less
    NoLimit,       // no budget
    Each,
    Total,
    Preference,  // value
    NoteMark,    // 备注, note
    NoteText,    // 放门口: the phrase itself is the note
    Order,       // 点, order: asks for a new errand
    Want,        // 要, I'd like
    Eat,         // 饿了, hungry: food is meant
    Add,         // 再加, add
    Remove,      // 去掉, remove
    Replace,     // 换成, change to
    More,        // 多(两杯)
    Less,        // 少(一杯)
    OtherShop,
    MoreOffers,
    ThisOne,     // 就这个, that one
    ErrandWord,  // 那单, the … order
    NewErrand,   // 另外一单, separately
    Approve,
    Refuse,
    Cancel,
    Track,
    Repeat,
    Status,
    Help,
    Grants,
    Revoke,
    Allowance,
    Any,
    Greeting,
    Thanks,
    Farewell,
    Chat,
    Question,    // what, 怎么
    Permission,  // 授权, access
    Service,     // key: a service by name
    Skill,       // value: a skill other than food
    Food,        // a general word of food or drink: evidence, never taken away from a name
    Drink,       // the same; 热 and 冰 before it are its temperature
    Guard,       // words of a name that look like something else: 三杯鸡, hot dog
};

// Where a phrase counts. Any of them will do; none: everywhere.
struct Where {
    bool start = false;    // at the beginning of a clause, or after what is not a word
    bool end = false;      // before the end of a clause, or before what is not a word
    bool alone = false;    // all of a clause
    bool count = false;    // before a quantity or a measure word
    bool deliver = false;  // after "to", 送到
    bool drink = false;    // before a drink
    bool anywhere() const { return !start && !end && !alone && !count && !drink && !deliver; }
};

struct Entry {
    Kind kind = Kind::Word;
    std::string key;
    std::string value;
    Where where;
};

class Lexicon {
  public:
    struct Found {
        std::size_t end = 0;
        const Entry* entry = nullptr;
    };
    // The longest phrase at token `at` with an entry that `counts(entry, end)`. An entry with a
    // condition comes before one without.
    template <class Counts>
    std::optional<Found> longest(const language::Text& text, std::size_t at, Counts counts) const {
        const auto hits = phrases_.hits(text, at);
        for (auto i = hits.count; i-- > 0;) {
            const auto& hit = hits.all[i];
            for (const bool conditioned : {true, false})
                for (const auto value : hit.values)
                    if (entries_[value].where.anywhere() != conditioned &&
                        counts(entries_[value], hit.end))
                        return Found{hit.end, &entries_[value]};
        }
        return std::nullopt;
    }
    // The longest phrase at `at`, whatever its conditions.
    std::optional<Found> longest(const language::Text& text, std::size_t at) const {
        return longest(text, at, [](const Entry&, std::size_t) { return true; });
    }
    // An option of ice, sugar, spice, size or temperature of two or three characters of which one
    // is written as another of the same sound: 少兵, 半塘, 五糖.
    std::optional<Found> sounding(const language::Text& text, std::size_t at) const;
    // The longest word of food or drink at `at`.
    std::optional<Found> evidence(const language::Text& text, std::size_t at) const;

    static const Lexicon& get();

  private:
    Lexicon();
    void add(std::string_view lines);
    void add_sound(std::string_view phrase, std::uint32_t entry);
    struct Sound {
        std::string phrase;
        std::uint32_t entry = 0;
    };
    std::vector<Entry> entries_;
    language::Phrases phrases_;
    language::Phrases evidence_;
    std::unordered_multimap<std::string, Sound> sounds_;
};

// One entry a line, `kind [key] [value] [@where,…]: phrase | phrase`; a line that begins with
// spaces goes on with the entry before it.
extern const std::string_view kChineseValues;
extern const std::string_view kChineseAsking;
extern const std::string_view kEnglishValues;
extern const std::string_view kEnglishAsking;

}  // namespace errand::brain::embedded
