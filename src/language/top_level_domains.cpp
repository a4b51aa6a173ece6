// The top-level domains that hosts are recognised by: the countries' own (ISO 3166 and the few that
// IANA adds) and the general ones in common use.
#include <algorithm>
#include <string_view>
#include <vector>

#include "language/internet.hpp"

namespace errand::language {
namespace {

constexpr std::string_view kCountries =
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo "
    "br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk "
    "dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq "
    "gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh "
    "ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn "
    "mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg "
    "ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn "
    "so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us "
    "uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw ";

constexpr std::string_view kGeneral =
    "academy accountant actor aero africa agency airforce apartments app apple architect "
    "army art asia associates attorney auction audio auto autos aws baby band bank bar "
    "bargains baseball basketball beauty beer berlin best bet bible bid bike bingo bio biz "
    "black blog blue boats book bot boutique broker build builders business buy buzz cab "
    "cafe cam camera camp capital car cards care career careers cars casa cash casino cat "
    "catering center ceo chat cheap church city claims cleaning click clinic clothing cloud "
    "club coach codes coffee college com community company computer condos construction "
    "consulting contact contractors cooking cool coop country coupon coupons courses credit "
    "cricket cruises dance data date dating day deals degree delivery democrat dental "
    "dentist design dev diamonds diet digital direct directory discount doctor dog domains "
    "download earth eco edu education email energy engineer engineering enterprises "
    "equipment estate events exchange expert exposed express fail faith family fan fans "
    "farm fashion feedback film finance financial fish fishing fit fitness flights florist "
    "flowers football forex forsale forum foundation fun fund furniture futbol fyi gallery "
    "game games garden gay gifts gives giving glass global gmbh gold golf google gov "
    "graphics green gripe group guide guitars guru hair haus health healthcare help hiphop "
    "hockey holdings holiday homes horse hospital host hosting hotel house how icu immo "
    "info ink institute insurance insure int international investments jewelry jobs kids "
    "kim kitchen land law lawyer lease legal lgbt life lighting limited limo link live "
    "living llc loan loans lol london love ltd ltda luxury maison management map market "
    "marketing markets mba med media memorial men menu microsoft mil mobi moda moe mom "
    "money monster mortgage motorcycles movie museum music name navy net network new news "
    "nexus ngo nyc one ong online org organic page parts party pet pharmacy phd photo "
    "photography photos physio pics pictures pink pizza place plumbing plus poker post "
    "press pro productions promo properties property protection pub quest racing radio "
    "realestate realty recipes red rehab rent rentals repair report republican rest "
    "restaurant review reviews rich rip rocks rodeo run sale salon sarl save school science "
    "search security services shoes shop shopping show singles site ski skin soccer social "
    "software solar solutions spa space sport storage store stream studio study style "
    "supplies supply support surf surgery systems tattoo tax taxi team tech technology tel "
    "tennis theater theatre tickets tips tires today tokyo tools top tours town toys trade "
    "trading training travel tube university vacations ventures vet viajes video villas vin "
    "vip vision vodka vote voyage wang watch watches weather webcam website wedding wiki "
    "win wine work works world wtf xin xyz yachts yoga you zone ";

std::vector<std::string_view> all_domains() {
    std::vector<std::string_view> all;
    for (const auto list : {kCountries, kGeneral})
        for (std::size_t at = 0; at < list.size();) {
            const auto end = list.find(' ', at);
            all.push_back(list.substr(at, end - at));
            at = end + 1;
        }
    std::ranges::sort(all);
    return all;
}

}  // namespace

bool is_top_level_domain(std::string_view name) {
    static const auto all = all_domains();
    return std::ranges::binary_search(all, name);
}

}  // namespace errand::language
