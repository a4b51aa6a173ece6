// Times that bound others: "before Friday", "after 2016", "3pm or later", "around noon", "more than
// 4 days"; and the moments that have names of their own.
#include "language/time/english/grammar.hpp"
#include "language/time/english/slots.hpp"

namespace errand::language::time::english {
namespace {

const Lexicon<Bound>& prefixes() {
    static const Lexicon<Bound> lexicon{
        {"before|by|prior to|in advance of|earlier than|sooner than|no later than|not later than|"
         "ending with|ending on|ending|until|till|til|<|up to|ahead of|preceding|as late as but "
         "not "
         "after|any time before|no later then",
         Bound::Before},
        {"on or before|before or on|before or in|before or at|at or before|in or before|"
         "on or earlier than|earlier than or on|earlier than or in|earlier than or at|as late as|"
         "< =|before or equal to|by or on|no later than or on|at or earlier than|through",
         Bound::Until},
        {"after|later than|greater than|year greater than|year after|year later than|>|after "
         "the|starting after|beginning after|any time after",
         Bound::After},
        {"since|starting|starting on|starting from|starting with|starting in|beginning|"
         "beginning on|beginning from|beginning in|beginning with|on or after|at or after|in or "
         "after|after or on|after or at|after or in|after or equal to|later than or at|later than "
         "or "
         "on|later than or in|on or later than|at or later than|> =|as early as|any time from|not "
         "earlier than|no earlier than|not before|commencing|commencing on|effective|effective "
         "from",
         Bound::Since},
    };
    return lexicon;
}

// A value that can be bound, said right after.
Read read_target(const Sentence& in, std::size_t at) {
    Read best = read_date(in, at);
    best = longer(best, read_period(in, at));
    best = longer(best, read_date_range(in, at));
    best = longer(best, read_moment(in, at));
    best = longer(best, read_named_moment(in, at));
    return best;
}

bool is_meal(const Value& value) {
    return value.code.starts_with("ME");
}

Value bounded(Value value, Bound bound, bool approximate) {
    value.approximate = approximate;
    if (bound == Bound::None) return value;
    const bool meal = is_meal(value);
    value = with_bound(std::move(value), bound);
    if (meal) value.source = Source::None;
    return value;
}

// "to date", "till date".
Read read_to_date(const Sentence& in, std::size_t at) {
    const auto end = in.words.match_any(at, {"to date", "till date", "until date", "up to date"});
    if (!end || in.words.is(at, "up") || in.words.is_any(*end, {"from", "of", "with"}))
        return std::nullopt;
    Value value = make_now({in.reference.date, {}});
    value.kind = Kind::DateRange;
    value.bound = Bound::Before;
    value.past.end = value.past.begin;
    value.future.end = value.future.begin;
    return Item{at, *end, std::move(value)};
}

Read read_bounded_duration(const Sentence& in, std::size_t at) {
    static const Lexicon<Bound> lexicon{
        {"less than|shorter than|fewer than", Bound::Less},
        {"more than|longer than|greater than", Bound::More},
    };
    const auto hit = lexicon.find(in.words, at);
    if (!hit) return std::nullopt;
    const auto duration = read_duration(in, hit->end);
    if (!duration) return std::nullopt;
    Value value = duration->value;
    value.bound = hit->meaning;
    return Item{at, duration->end, std::move(value)};
}

// "3 pm or later", "2012 or after".
Read read_suffixed(const Sentence& in, std::size_t at) {
    const auto target = read_target(in, at);
    if (!target || target->value.bound != Bound::None || target->value.part != Part::None)
        return std::nullopt;
    const auto since = in.words.match_any(
        target->end, {"or later", "or after", "and later", "and after", "onwards", "onward",
                      "and onwards", "or above", "or greater", "or more recent", "and onward",
                      "or later than", "forward", "and beyond", "and greater"});
    const auto until = in.words.match_any(
        target->end, {"or earlier", "or before", "and earlier", "and before", "or sooner"});
    if (!since && !until) return std::nullopt;
    // "2010 to 2018 or before 2000", "on Monday and after 6pm"
    const std::size_t end = since ? *since : *until;
    if (read_target(in, end) || read_hour(in, end)) return std::nullopt;
    if (in.words.is(target->end, "and") && in.words.is_letters(end)) return std::nullopt;
    return Item{at, since ? *since : *until,
                bounded(target->value, since ? Bound::Since : Bound::Until, false)};
}

}  // namespace

std::optional<BoundWords> read_bound_words(const Words& words, std::size_t at) {
    static const Lexicon<int> around{{"around|circa|at around|around about|round about", 1}};
    BoundWords read;
    read.end = at;
    if (const auto hit = prefixes().find(words, at)) {
        read.bound = hit->meaning;
        read.end = hit->end;
    }
    if (const auto hit = around.find(words, read.end)) {
        read.approximate = true;
        read.end = hit->end;
    }
    if (read.end == at) return std::nullopt;
    return read;
}

Read read_bounded(const Sentence& in, std::size_t at) {
    Read best = longer(read_to_date(in, at), read_bounded_duration(in, at));
    auto bound = read_bound_words(in.words, at);
    if (!bound && in.options.experimental && in.words.is(at, "from"))
        bound = BoundWords{at + 1, Bound::Since, false};
    if (!bound) return longer(best, read_suffixed(in, at));
    // "<>6pm" bounds nothing.
    if (in.words.is_any(at, {"<", ">"}) && in.words.is_any(bound->end, {"<", ">", "/"}))
        return best;
    if (in.words.is(at, ">") && at > 0 && (in.words.is(at - 1, "<") || in.words.glued(at)))
        return best;
    std::size_t next = in.words.skip_any(bound->end, {"on", "at", "the year", "the year of"});
    auto target = read_target(in, bound->end);
    if (!target && next != bound->end) target = read_target(in, next);
    if (!target && in.words.is(bound->end, "the")) target = read_target(in, bound->end + 1);
    // "around the 21st", "before the 3rd"
    if (!target && in.words.is(bound->end, "the") && read_ordinal(in.words, bound->end + 1) &&
        in.words.is_digits(bound->end + 1))
        target = read_bare_day(in, bound->end);
    if (!target && (in.options.calendar || in.options.complex_calendar)) {
        target = read_hour(in, bound->end);
        if (target && read_unit(in, target->end)) target.reset();
    }
    if (!target || target->value.bound != Bound::None) return best;
    const Value& value = target->value;
    const bool bare = bound->bound == Bound::None;
    if (bare && at > 0 && in.words.is_any(at - 1, {"how", "what"})) return best;
    if (in.words.is_any(target->begin, {"from", "between"})) return best;
    // "about lunch", "about Monday" are rarely times; ranges from one end to another are whole.
    if (value.timex.starts_with('(') && value.grain != Unit::Month && !bare) return best;
    if (in.words.is_any(at, {"through", "starting", "beginning", "ending"}) &&
        value.kind == Kind::TimeRange)
        return best;
    if (bare && in.words.is(at, "about") && value.kind == Kind::DateRange) return best;
    return longer(best, Item{at, target->end, bounded(value, bound->bound, bound->approximate)});
}

static Read read_named_moment_anew(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const auto now = words.match_any(
        at, {"now", "right now", "at the moment", "at present", "at this moment", "at this time",
             "at the present time", "just now", "this moment", "at this point", "at the minute",
             "at this minute", "at this instant", "at the present moment", "at the present"});
    if (now && !(words.is(at, "now") && words.is(*now, "that")))
        return Item{at, *now, make_now(in.reference)};
    if (const auto past = words.match_any(at, {"recently", "previously"})) {
        Value value = make_now(in.reference);
        value.timex = "PAST_REF";
        return Item{at, *past, std::move(value)};
    }
    if (const auto soon = words.match_any(at, {"as soon as possible", "asap"})) {
        Value value = make_now(in.reference);
        value.timex = "FUTURE_REF";
        return Item{at, *soon, std::move(value)};
    }
    const auto end_of = [&](const Value& day, std::size_t end) {
        return Item{at, end,
                    join(day, make_clock({23, 59, 59}, false, in.reference), in.reference)};
    };
    const Value today = make_date(in.reference.date);
    if (const auto short_form =
            words.match_any(at, {"eod", "the eod", "end of day", "end of the day",
                                 "the end of the day", "the end of day", "end - of - day"}))
        return end_of(today, *short_form);
    const auto end = words.match_any(at, {"end of", "the end of", "end of the", "the end of the"});
    if (!end) return std::nullopt;
    const auto date = read_plain_date(in, *end);
    if (!date || date->value.kind != Kind::Date || !date->value.future.begin) return std::nullopt;
    return end_of(date->value, date->end);
}

Read read_named_moment(const Sentence& in, std::size_t at) {
    return in.memory.recall(Rule::NamedMoment, at, [&] { return read_named_moment_anew(in, at); });
}

}  // namespace errand::language::time::english
