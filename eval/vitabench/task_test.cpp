#include "eval/vitabench/task.hpp"

#include <gtest/gtest.h>

#include "eval/vitabench/score.hpp"

namespace errand::eval::vitabench {
namespace {

// A task of our own in that form, with what a world cannot do without and little more.
json::value a_task() {
    return *json::parse(R"({"id": "T1", "instructions": "你想点一份白粥送到公司",
      "environment": {"time": "2026-03-02 11:40:00",
        "location": [{"address": "湖滨路1号写字楼", "latitude": 30.1, "longitude": 120.1}],
        "orders": {"O1": {"store_id": "S1", "create_time": "2026-03-01 11:00:00",
                          "products": [{"product_id": "P2", "quantity": 1}]}},
        "stores": {"S1": {"name": "粥铺", "score": 4.6, "tags": ["干净", "干净"],
          "products": [{"product_id": "P1", "name": "白粥", "price": 8, "attributes": ["热", "温"]},
                       {"product_id": "P2", "name": "油条", "price": 3.5}]}}},
      "user_scenario": {"user_profile": {"工作地址": "湖滨路1号写字楼3层", "饮食禁忌": "忌油炸"}},
      "evaluation_criteria": {"expected_states": [{"required_orders": [
        {"order_id": "N1", "store_id": "S1", "status": "paid", "note": "",
         "location": {"address": "湖滨路1号写字楼"},
         "products": [{"product_id": "P1", "quantity": 1, "attributes": "热"}]},
        {"order_id": "O1", "store_id": "S1", "status": "cancelled",
         "products": [{"product_id": "P2", "quantity": 1}]}]}]}})");
}

TEST(VitabenchTask, BecomesAScenario) {
    const auto task = decode_task(a_task(), 0);
    ASSERT_TRUE(task.has_value()) << task.error().message;
    EXPECT_EQ(task->scenario.id, "T1");
    EXPECT_EQ(task->scenario.city.now, "2026-03-02T11:40:00+08:00");
    EXPECT_EQ(task->scenario.turns.front().text, "我想点一份白粥送到公司");
    EXPECT_EQ(task->scenario.user.addresses->at("office"), "here-0");
    ASSERT_TRUE(task->scenario.user.orders.has_value());
    const auto& world = *task->scenario.city.world;
    EXPECT_EQ(json::find(world, "shops.0.items.0.options.0.choices")->get_array().size(), 2U);
    EXPECT_EQ(json::find(world, "shops.0.tags")->get_array().size(), 1U);
    ASSERT_EQ(task->carts.size(), 1U);
    EXPECT_EQ(task->cancelled.size(), 1U);
}

TEST(VitabenchTask, WhatIsMissingIsNamed) {
    for (const auto* field : {"instructions", "environment"}) {
        auto task = a_task();
        task.get_object().erase(field);
        const auto read = decode_task(task, 0);
        ASSERT_FALSE(read.has_value());
        EXPECT_TRUE(read.error().message.contains(field)) << read.error().message;
    }
    EXPECT_FALSE(decode_task(json::value(1), 7).has_value());
}

TEST(VitabenchScore, ComparesShopProductAndQuantity) {
    const auto task = *decode_task(a_task(), 0);
    Evidence evidence;
    EXPECT_EQ(score(task, evidence).kind, "nothing ordered");
    RecordOrder order;
    order.paid = true;
    order.state = "accepted";
    order.deliver_to.address = "湖滨路1号写字楼";
    order.items.push_back({.id = "P1", .name = "白粥", .quantity = 1, .options = {}});
    evidence.records.orders.push_back(order);
    EXPECT_TRUE(score(task, evidence).exact);
    EXPECT_EQ(score(task, evidence).addresses, 1);
    evidence.records.orders.front().items.front().quantity = 2;
    EXPECT_EQ(score(task, evidence).kind, "quantity");
    EXPECT_TRUE(baseline(task).exact);
}

}  // namespace
}  // namespace errand::eval::vitabench
