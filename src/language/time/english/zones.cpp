#include "language/time/english/zones.hpp"

#include "language/time/english/numbers.hpp"

namespace errand::language::time::english {
namespace {

// Minutes east of Greenwich. Where an abbreviation has several meanings, the most used one.
const Lexicon<int>& abbreviations() {
    static const Lexicon<int> lexicon{
        {"utc|gmt|zulu|wet", 0},
        {"bst|cet|wat|met|ist dublin", 60},
        {"cest|eet|cat|sast", 120},
        {"eest|msk|eat|trt", 180},
        {"gst|samt|azt", 240},
        {"irst", 210},
        {"pkt|uzt|yekt", 300},
        {"ist", 330},
        {"npt", 345},
        {"omst", 360},
        {"mmt", 390},
        {"ict|wib|krat", 420},
        {"sgt|hkt|awst|myt|pht|irkt|ct china", 480},
        {"jst|kst", 540},
        {"acst", 570},
        {"aest|vlat", 600},
        {"acdt", 630},
        {"aedt", 660},
        {"nzst", 720},
        {"nzdt", 780},
        {"hst|hast", -600},
        {"akst", -540},
        {"akdt", -480},
        {"pst|pt", -480},
        {"pdt", -420},
        {"mst|mt", -420},
        {"mdt", -360},
        {"cst|ct", -360},
        {"cdt", -300},
        {"est|et", -300},
        {"edt", -240},
        {"ast", -240},
        {"adt", -180},
        {"nst", -210},
        {"brt|art", -180},
    };
    return lexicon;
}

const Lexicon<int>& names() {
    static const Lexicon<int> lexicon{
        {"pacific|pacific standard|us pacific", -480},
        {"pacific daylight", -420},
        {"mountain|us mountain", -360},
        {"mountain standard", -420},
        {"mountain daylight", -360},
        {"central|central standard|us central", -360},
        {"central daylight", -300},
        {"eastern|eastern standard|us eastern", -300},
        {"eastern daylight", -240},
        {"atlantic|atlantic standard", -240},
        {"alaska|alaskan", -540},
        {"hawaii|hawaiian", -600},
        {"greenwich mean|coordinated universal|universal", 0},
        {"central european|romance|w . europe|central europe", 60},
        {"eastern european|e . europe|south africa|israel", 120},
        {"moscow|russian|arab|arabian|arabic|turkey|e . africa", 180},
        {"india|indian standard", 330},
        {"china|beijing|singapore|taipei|hong kong", 480},
        {"japan|tokyo|korea|korean", 540},
    };
    return lexicon;
}

// "+8", "-05:30".
std::optional<ZoneRead> read_offset(const Words& words, std::size_t at) {
    const bool minus = words.is(at, "-");
    if (!minus && !words.is(at, "+")) return std::nullopt;
    const auto hours = read_digits(words, at + 1);
    if (!hours) return std::nullopt;
    int minutes = hours->value * 60;
    std::size_t end = hours->end;
    if (hours->digits == 4) minutes = hours->value / 100 * 60 + hours->value % 100;
    if (hours->digits <= 2 && words.is(end, ":") && words.is_digits(end + 1)) {
        minutes += read_digits(words, end + 1)->value % 60;
        end += 2;
    }
    if (minutes > 14 * 60) return std::nullopt;
    return ZoneRead{end, minus ? -minutes : minutes};
}

}  // namespace

std::optional<ZoneRead> read_zone(const Words& words, std::size_t at) {
    const bool bracket = words.is(at, "(");
    const std::size_t start = bracket ? at + 1 : at;
    std::optional<ZoneRead> zone;
    if (const auto hit = names().find(words, start)) {
        if (const auto end =
                words.match_any(hit->end, {"time", "timezone", "time zone", "standard time"}))
            zone = ZoneRead{*end, hit->meaning};
    } else if (const auto short_name = abbreviations().find(words, start)) {
        zone = ZoneRead{short_name->end, short_name->meaning};
        if (words.is_any(start, {"utc", "gmt"})) {
            if (const auto offset = read_offset(words, short_name->end)) zone = offset;
        } else if (const auto end = words.match_any(short_name->end, {"time", "timezone"})) {
            zone->end = *end;
        }
    }
    if (!zone || !bracket) return zone;
    if (!words.is(zone->end, ")")) return std::nullopt;
    ++zone->end;
    return zone;
}

}  // namespace errand::language::time::english
