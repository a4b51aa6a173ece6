// Owns: what a brain reads (Context) and what it makes of a sentence (Understanding). Plain values,
// any thread. Understanding and all below it go through json::encode and json::decode, since
// acts travel as the input of flows and as signals, and stay in the journal: a member may be added,
// never renamed.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "json/json.hpp"

namespace errand::brain {

// One option of an item. `key` and `value` are the common ones of docs/scenarios.md where the words
// were understood: size (small medium large), temperature (hot warm cold), ice (none less normal
// more), sugar (0 30 50 70 100), spice (none mild medium hot), extra (`value` = the name of what is
// added), keep (same: as what it takes the place of). Otherwise `key` is empty and only `text`, the
// words as said, is there.
struct OptionWish {
    static constexpr bool kDefaults = true;
    std::string text;
    std::string key;
    std::string value;
    bool operator==(const OptionWish&) const = default;
};
BOOST_DESCRIBE_STRUCT(OptionWish, (), (text, key, value))

// One item wanted, or meant by an edit. `name` is as said, without quantity, measure word and
// options; empty means "it": the one item there is, the last one spoken of, or none named yet.
struct ItemWish {
    static constexpr bool kDefaults = true;
    std::string name;
    std::optional<int> quantity;
    std::vector<OptionWish> options;
    // The rank of an item of the draft that is meant by its position ("the second item"), from 1;
    // -1 is the last.
    std::optional<int> position;
    // All items of the draft are meant ("both with less ice", "都要热的").
    bool every = false;
    bool operator==(const ItemWish&) const = default;
};
BOOST_DESCRIBE_STRUCT(ItemWish, (), (name, quantity, options, position, every))

enum class BudgetScope { Total, Each };
BOOST_DESCRIBE_ENUM(BudgetScope, Total, Each)

// A hard limit, in the currency of the world; `amount` is a decimal string with two places.
struct Budget {
    static constexpr bool kDefaults = true;
    std::string amount;
    BudgetScope scope = BudgetScope::Total;
    bool operator==(const Budget&) const = default;
};
BOOST_DESCRIBE_STRUCT(Budget, (), (amount, scope))

// One value of a slot, in the words of the sentence: {"to", "上海"}.
struct Value {
    static constexpr bool kDefaults = true;
    std::string slot;
    std::string text;
    bool operator==(const Value&) const = default;
};
BOOST_DESCRIBE_STRUCT(Value, (), (slot, text))

struct Slots {
    static constexpr bool kDefaults = true;
    std::vector<ItemWish> items;
    // Part of a shop's name, as said.
    std::optional<std::string> shop;
    // "home", "office", a label of Context::address_labels, or the words of an address.
    std::optional<std::string> deliver_to;
    // RFC 3339 with the offset of Context::time_zone; "asap"; "PT40M": within so many minutes; or
    // the words where they were not understood as a time.
    std::optional<std::string> when;
    std::optional<std::string> note;
    std::optional<Budget> budget;
    // cheapest | fastest | best_rated | nearest
    std::optional<std::string> preference;
    // What must not be in it, as said ("香菜", "peanuts").
    std::vector<std::string> avoid;
    // The offer chosen, from 1; -1 is the last.
    std::optional<int> choice;
    // Whatever there is will do ("随便", "anything"): the open question is left to errand.
    bool any = false;
    // The whole sentence, where it says more than these slots hold: situations, conditions, several
    // things for several places. The skill reads it against what the shops really sell.
    std::optional<std::string> request;
    bool operator==(const Slots&) const = default;
};
BOOST_DESCRIBE_STRUCT(Slots, (),
                      (items, shop, deliver_to, when, note, budget, preference, avoid, choice, any,
                       request))

// What each reads of an Edit:
//   AddItems        item: the new item with its quantity and options (one Edit for each item)
//   RemoveItems     item: which
//   SetQuantity     item: which, and its new quantity
//   ChangeQuantity  item: which; delta: how many more (or, negative, fewer)
//   SetOptions      item: which, its new options, and, where only some of them are meant, how many
//   ReplaceItem     item: which (an empty name: the one there is); with: the new one
//   SetShop         text: the shop as said
//   OtherShop       -
//   SetAddress      text: as Slots::deliver_to
//   SetTime         text: as Slots::when
//   SetBudget       budget; absent: the budget is lifted
//   SetNote         text: a note for the shop ("不要香菜")
//   SetPreference   text: as Slots::preference
//   MoreOffers      -
enum class Operation {
    AddItems,
    RemoveItems,
    SetQuantity,
    ChangeQuantity,
    SetOptions,
    ReplaceItem,
    SetShop,
    OtherShop,
    SetAddress,
    SetTime,
    SetBudget,
    SetNote,
    SetPreference,
    MoreOffers,
};
BOOST_DESCRIBE_ENUM(Operation, AddItems, RemoveItems, SetQuantity, ChangeQuantity, SetOptions,
                    ReplaceItem, SetShop, OtherShop, SetAddress, SetTime, SetBudget, SetNote,
                    SetPreference, MoreOffers)

struct Edit {
    static constexpr bool kDefaults = true;
    Operation operation = Operation::AddItems;
    ItemWish item;
    std::optional<ItemWish> with;
    int delta = 0;
    std::string text;
    std::optional<Budget> budget;
    bool operator==(const Edit&) const = default;
};
BOOST_DESCRIBE_STRUCT(Edit, (), (operation, item, with, delta, text, budget))

// What the person wants with one part of a sentence, and what of an Act then counts:
//   Start         a new errand: skill, slots
//   Edit          edits, in the order said
//   Answer        to the question that is open: slots (the slot that was asked, and whatever else
//                 was said with it; `any` for "I don't mind")
//   Choose        of the offers shown: slots.choice, or slots.preference, or slots.shop, or
//                 slots.items[0].name; edits may follow ("the second one, but large")
//   Approve       a yes. Words alone pay nothing: the client still has to sign
//   Refuse        a no to what was asked last
//   Cancel        the errand, or its order where one is placed
//   Track         where is it, how long still
//   Repeat        the same again; slots hold what shall differ
//   Status        what is going on with the errands
//   Help          what can you do
//   SmallTalk     text: greeting | thanks | farewell | chat
//   Grants        list the permissions
//   RevokeGrant   service: whose permission to withdraw; empty: all
//   SetAllowance  slots.budget: Each = per payment, Total = per day; absent: withdraw it
//   Unknown       not understood
enum class Intent {
    Start,
    Edit,
    Answer,
    Choose,
    Approve,
    Refuse,
    Cancel,
    Track,
    Repeat,
    Status,
    Help,
    SmallTalk,
    Grants,
    RevokeGrant,
    SetAllowance,
    Unknown,
};
BOOST_DESCRIBE_ENUM(Intent, Start, Edit, Answer, Choose, Approve, Refuse, Cancel, Track, Repeat,
                    Status, Help, SmallTalk, Grants, RevokeGrant, SetAllowance, Unknown)

struct Act {
    static constexpr bool kDefaults = true;
    Intent intent = Intent::Unknown;
    // The skill that the act is for, where the sentence says so: food ride trip film shop call
    // ledger guide report study search memory. Always there on Start.
    std::string skill;
    // OpenErrand::number of the errand meant. Absent on Start, and where no open errand fits.
    std::optional<std::uint64_t> errand;
    Slots slots;
    std::vector<Edit> edits;
    std::string service;
    // What the trained model took for the values of the skill's own slots (docs/understanding.md),
    // in the order said: all that there is for a skill other than food, whose `slots` hold more.
    std::vector<Value> values;
    // The part of the sentence that this act was read from.
    std::string text;
    // Who read it: rules | model.
    std::string source;
    // 0..1: act from about 0.8, confirm from about 0.5, ask below.
    double confidence = 0;
    // The skill that was meant, where it has no flow here and `skill` takes its place.
    std::string instead_of = {};
    bool operator==(const Act&) const = default;
};
BOOST_DESCRIBE_STRUCT(Act, (),
                      (intent, skill, errand, slots, edits, service, values, text, source,
                       confidence, instead_of))

// An errand that has not ended. `view` is what the flow shows of itself:
// {"ask": {"type", "slot"?, "offers"?} | null, "draft": {"shop", "items": [{"name", "quantity"}]} |
// null, "title", …}; every part may be missing. asked_last: its question is the latest one put.
struct OpenErrand {
    static constexpr bool kDefaults = true;
    std::uint64_t number = 0;
    std::string skill;
    std::string status;
    json::value view;
    bool asked_last = false;
};
BOOST_DESCRIBE_STRUCT(OpenErrand, (), (number, skill, status, view, asked_last))

// A name of the person's own world that the sentence mentions, in [begin, end) of its bytes, as it
// is written: what was said there may be a slip, pinyin or a part of it. A choice is a way to say
// one of an item's options ("oat milk", "十二只"); it is found by the reader itself, at no place.
struct KnownName {
    enum class Kind { Shop, Item, Choice };
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string name;
    Kind kind = Kind::Item;
    double score = 1;  // 1: as written; above 0.9: read the same; below 0.75: not given
};

struct Context {
    Time now{};
    std::string time_zone = "Asia/Shanghai";
    // Oldest first.
    std::vector<OpenErrand> errands;
    std::vector<std::string> address_labels;
    std::vector<KnownName> known;  // by place
};

struct Understanding {
    static constexpr bool kDefaults = true;
    std::vector<Act> acts;
    std::string language;  // zh | en
    double confidence = 0;
    // What the person may have meant, as sentences in their language; only beside Unknown.
    std::vector<std::string> suggestions;
};
BOOST_DESCRIBE_STRUCT(Understanding, (), (acts, language, confidence, suggestions))

}  // namespace errand::brain
