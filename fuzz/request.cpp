// A long request: any bytes are read within bounds, and whatever is chosen is there.
#include <algorithm>

#include "base/check.hpp"
#include "skills/food/choosing/choose.hpp"

namespace {

using namespace errand::skills::food;

const std::vector<Stall>& stalls() {
    static const std::vector<Stall> all = [] {
        Stall stall;
        stall.shop.id = "s1";
        stall.shop.name = {"家常菜馆", "Home Kitchen"};
        stall.shop.open = true;
        stall.shop.rating = 4.5;
        int number = 0;
        for (const auto* name : {"红烧肉", "清炒时蔬", "米饭", "珍珠奶茶", "小米粥", "草莓蛋糕"}) {
            errand::commerce::Item item;
            item.id = std::to_string(++number);
            item.name = {name, {}};
            item.price = errand::commerce::Money{1'800};
            item.stock = 9;
            stall.items.push_back(std::move(item));
        }
        return std::vector<Stall>{stall};
    }();
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto request = choosing::read_request({reinterpret_cast<const char*>(data), size});
    ERRAND_CHECK(request.wants.size() <= choosing::kMaxWants);
    for (const auto& want : request.wants) ERRAND_CHECK(want.kinds >= 1);
    const auto choices = choosing::choose(request, {}, stalls());
    for (const auto& order : choices.orders)
        for (const auto& cart : order.carts)
            for (const auto& pick : cart.picks) {
                ERRAND_CHECK(pick.quantity >= 1);
                ERRAND_CHECK(std::ranges::any_of(stalls().front().items, [&](const auto& item) {
                    return item.id == pick.item;
                }));
            }
    return 0;
}
