// Owns: where things are, in text: addresses from the province to the door, English street
// addresses, landmarks with what they are near to, regions, and saved names such as home and
// office. By their form and a list of regions, without a list of streets or buildings. Pure, any
// thread; linear in the length; only the first kMaxSentenceBytes are read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/letters.hpp"

namespace errand::language {

enum class PlaceKind {
    Address,   // 西湖区文三路90号3幢502室, "221B Baker Street, London"
    Landmark,  // 外滩附近, "next to the station", 万达广场
    Region,    // 上海, 浙江省杭州市, 西湖区
    Saved,     // 家里, "my office", 公司楼下
};

// From the largest to the smallest.
enum class PartKind {
    Country,
    Province,  // 省, state
    City,
    District,  // 区, 县
    Town,      // 街道, 镇, 乡
    Village,   // 村, 社区
    Road,      // with 路, 街, 巷; "Baker Street"
    Number,    // 90号, 12弄; "221B"
    Compound,  // 小区, 大厦, 广场, a named place
    Building,  // 3幢, 5号楼, A座; "Building 5"
    Unit,      // 2单元; "Apt 4B", "Suite 500"
    Floor,
    Room,
    Gate,      // 东门, 4号口; "gate 3"
    Distance,  // 东北100米
    Postcode,
};

struct PlacePart {
    PartKind kind = PartKind::Compound;
    Place place;
    std::string name;  // as written
};

// How the place stands to what is named.
enum class Relation {
    None,
    Near,
    Beside,
    Opposite,
    Front,
    Behind,
    Below,  // downstairs
    Above,
    Inside,
    Outside,
    Entrance,
    Corner,
    Between,
};

struct FoundPlace {
    Place place;
    PlaceKind kind = PlaceKind::Address;
    std::vector<PlacePart> parts;  // in order of place; of an address, a region, a landmark's gate
    Relation relation = Relation::None;
    std::string name;   // what is named, without the relation, as written: 外滩, "the station"
    std::string label;  // of a saved name: see below
};

// Labels of saved names: "home", "office", "school", "dorm", "here", "usual", "parents"; and "home
// of NAME" as it was written (小王家, "Jane's place"), where it is somebody else's.
//
// In order of place, without overlap: an address wins over a landmark, the longer over the shorter.
std::vector<FoundPlace> find_places(std::string_view text);

}  // namespace errand::language
