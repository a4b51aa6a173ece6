// Times that are named as alternatives share what only one of them says: "Tuesday or Thursday next
// week", "Monday 9 am or 1 pm", "this week or next".
#include "language/time/english/alternatives.hpp"

#include <algorithm>

namespace errand::language::time::english {
namespace {

bool is_open_weekday(const Value& value) {
    return value.kind == Kind::Date && value.timex.starts_with("XXXX-WXX-");
}

bool is_time(const Value& value) {
    return value.kind == Kind::Time || value.kind == Kind::TimeRange;
}

bool says(const Sentence& in, const Item& item, std::string_view word) {
    for (std::size_t at = item.begin; at < item.end; ++at)
        if (in.words.is(at, word)) return true;
    return false;
}

// Only "or", a comma or both stand between them.
bool are_joined(const Sentence& in, const Item& first, const Item& second) {
    const std::size_t end = in.words.skip_any(
        first.end, {"or", ",", ", or", "or on", "or at", ", or on", "or in", ", and"});
    return end != first.end && end == second.begin;
}

bool can_be_alternative(const Value& value) {
    return value.kind != Kind::Duration && value.kind != Kind::Set && value.kind != Kind::Zone;
}

// The date that a moment or a range of moments stands on.
std::optional<Value> date_of(const Value& value) {
    if (value.kind == Kind::Date) return value;
    if (value.kind != Kind::DateTime && value.kind != Kind::DateTimeRange) return std::nullopt;
    const std::size_t start = value.timex.starts_with('(') ? 1 : 0;
    const std::size_t end = value.timex.find('T', start);
    if (end == std::string::npos || !value.future.begin || !value.past.begin) return std::nullopt;
    Value date = make_date(value.future.begin->date);
    date.past = make_date(value.past.begin->date).past;
    date.timex = value.timex.substr(start, end - start);
    return date;
}

// The week said with one weekday holds for those beside it that say none.
void share_week(const Sentence& in, std::vector<Item*>& group) {
    const auto said = std::ranges::find_if(group, [&](const Item* item) {
        const auto date = date_of(item->value);
        return date && !is_open_weekday(*date) && says(in, *item, "week") &&
               date->past == date->future;
    });
    if (said == group.end()) return;
    const CivilDate in_week = date_of((*said)->value)->future.begin->date;
    for (Item* item : group) {
        const auto date = date_of(item->value);
        if (!date || !is_open_weekday(*date)) continue;
        const Value known = make_date(weekday_in_week(in_week, date->timex.back() - '0'));
        if (item->value.kind == Kind::Date) {
            item->value = known;
        } else if (item->value.kind == Kind::DateTime) {
            item->value =
                join(known, make_clock(item->value.clock, item->value.half_open, in.reference),
                     in.reference);
        }
    }
}

// "Monday 9 am or 1 pm": the date of the one before.
void share_date(const Sentence& in, std::vector<Item*>& group) {
    std::optional<Value> date;
    for (Item* item : group) {
        if (date && is_time(item->value)) item->value = join(*date, item->value, in.reference);
        const auto own = date_of(item->value);
        if (own && item->value.kind != Kind::Date) date = own;
    }
}

// "Tuesday or Wednesday from 10 to 4": the hours of the one after.
void share_hours(const Sentence& in, std::vector<Item*>& group) {
    Item& last = *group.back();
    if (last.value.kind != Kind::DateTimeRange || last.value.bound != Bound::None ||
        !last.value.timex.starts_with('('))
        return;
    const bool dates = std::ranges::all_of(
        group, [&](const Item* item) { return item == &last || is_open_weekday(item->value); });
    if (!dates) return;
    last.value.half_open = false;
    Value hours = last.value;
    hours.kind = Kind::TimeRange;
    hours.past = hours.future;
    for (Item* item : group)
        if (item != &last) item->value = join(item->value, hours, in.reference);
}

// "in the morning at 9 or 10".
void share_half(std::vector<Item*>& group) {
    const Value& first = group.front()->value;
    if (first.kind != Kind::Time || first.half_open) return;
    for (Item* item : group)
        if (item->value.kind == Kind::Time && first.clock.hour < 12) item->value.half_open = false;
}

// "this week or next", "this or next week": the word alone means one of the row.
std::optional<Item> read_lone(const Sentence& in, std::size_t at, const Item& other) {
    if (!in.words.is_any(at, {"this", "next"})) return std::nullopt;
    if (at + 1 < in.words.size() && in.words.is_letters(at + 1) &&
        !in.words.is_any(at + 1, {"please", "or"}))
        return std::nullopt;
    static const Lexicon<Unit> units{{"week", Unit::Week},
                                     {"month", Unit::Month},
                                     {"year", Unit::Year},
                                     {"weekend", Unit::Weekend},
                                     {"quarter", Unit::Quarter}};
    const auto unit = units.find(in.words, other.end - 1);
    if (!unit || other.end - other.begin != 2 ||
        !in.words.is_any(other.begin, {"this", "last", "next"}))
        return std::nullopt;
    const int offset = in.words.is(at, "next") ? 1 : 0;
    const CivilDate today = in.reference.date;
    const CivilDate month = add_months({today.year, today.month, 1}, offset);
    Item item{at, at + 1, {}};
    switch (unit->meaning) {
        case Unit::Week:
            item.value = make_week(add_days(today, 7LL * offset));
            break;
        case Unit::Weekend:
            item.value = make_weekend(add_days(today, 7LL * offset));
            break;
        case Unit::Month:
            item.value = make_month(month.year, month.month, in.reference);
            break;
        case Unit::Year:
            item.value = make_year(today.year + offset);
            break;
        default:
            return std::nullopt;
    }
    return item;
}

void add_lone(const Sentence& in, std::vector<Item>& items) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Item known = items[i];
        if (in.words.is(known.end, "or"))
            if (auto lone = read_lone(in, known.end + 1, known)) {
                items.insert(items.begin() + static_cast<std::ptrdiff_t>(i) + 1, *lone);
                ++i;
                continue;
            }
        if (known.begin >= 2 && in.words.is(known.begin - 1, "or"))
            if (auto lone = read_lone(in, known.begin - 2, known);
                lone && (i == 0 || items[i - 1].end <= lone->begin)) {
                items.insert(items.begin() + static_cast<std::ptrdiff_t>(i), *lone);
                ++i;
            }
    }
}

}  // namespace

void join_alternatives(const Sentence& in, std::vector<Item>& items) {
    add_lone(in, items);
    for (std::size_t from = 0; from < items.size();) {
        std::size_t to = from + 1;
        while (to < items.size() && are_joined(in, items[to - 1], items[to]) &&
               can_be_alternative(items[to].value) && can_be_alternative(items[to - 1].value))
            ++to;
        std::vector<Item*> group;
        for (std::size_t i = from; i < to; ++i) group.push_back(&items[i]);
        from = to;
        if (group.size() < 2) continue;
        share_week(in, group);
        share_date(in, group);
        share_hours(in, group);
        share_half(group);
        for (Item* item : group) item->value.alternative = true;
    }
}

}  // namespace errand::language::time::english
