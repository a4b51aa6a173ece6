// Owns: what this room's tests share: a home folder of its own, a clock, a user with a key, and a
// signed draft. Tests only.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "commerce/mandate.hpp"
#include "consent/store.hpp"
#include "crypto/hash.hpp"

namespace errand::consent {

class Home : public testing::Test {
  public:
    ~Home() override {
        store_.reset();
        std::filesystem::remove_all(folder_);
    }

  protected:
    Home()
        : folder_(std::filesystem::temp_directory_path() / ("errand-consent-" + random_token(9))) {
        reopen();
        EXPECT_TRUE(store_->users().set_public_key("me", user_key_.public_key().to_jwk()));
    }

    // As after a crash: everything that is not in the file is gone.
    void reopen() {
        store_.reset();
        auto opened = Store::open(folder_, clock_, "Asia/Shanghai");
        ASSERT_TRUE(opened) << opened.error().message;
        store_ = *std::move(opened);
    }

    commerce::SignedDraft draft(const std::string& total = "34.00") const {
        json::object line{{"kind", "items"}, {"label", "Items"}, {"amount", total}};
        json::object item{{"id", "i1"},          {"name", "奶茶"},
                          {"quantity", 1},       {"options", json::object{}},
                          {"unit_price", total}, {"amount", total}};
        json::object made{
            {"id", make_id("draft")},
            {"user", "me"},
            {"service", "food"},
            {"payee", {{"id", "s1"}, {"name", "春风茶铺"}}},
            {"shop", "s1"},
            {"shop_name", "春风茶铺"},
            {"items", json::array{item}},
            {"deliver_to", {{"place", "p1"}, {"name", "家"}, {"address", "文一路 1 号"}}},
            {"lines", json::array{line}},
            {"coupons", json::array{}},
            {"total", total},
            {"currency", "CNY"},
            {"eta_minutes", 20},
            {"note", ""},
            {"created", format_time(clock_.now())},
            {"expires", format_time(clock_.now() + std::chrono::minutes(15))}};
        return *commerce::sign_draft(made, shop_key_);
    }
    commerce::SignedApproval approval(const commerce::SignedDraft& of) const {
        const auto made = commerce::make_approval(of, "me", make_id("approval"), clock_.now(),
                                                  std::chrono::minutes(15));
        return *commerce::sign_approval(*made, user_key_);
    }
    static commerce::PaymentDemand demand(const commerce::SignedDraft& of) {
        return {"me",
                "s1",
                *commerce::parse_money(json::string_at(of.draft, "total")),
                "CNY",
                *crypto::hash_document(of.draft),
                {}};
    }
    commerce::SignedAllowance allowance(const std::string& id, commerce::Money per_payment,
                                        commerce::Money per_day,
                                        std::vector<std::string> payees = {"s1"}) const {
        return *commerce::sign_allowance(
            {.id = id,
             .user = "me",
             .payees = std::move(payees),
             .per_payment = per_payment,
             .per_day = per_day,
             .currency = "CNY",
             .issued = format_time(clock_.now()),
             .expires = format_time(clock_.now() + std::chrono::hours(24 * 30))},
            user_key_);
    }

    std::filesystem::path folder_;
    ManualClock clock_{*parse_time("2026-03-02T11:40:00+08:00")};
    crypto::PrivateKey user_key_ = *crypto::PrivateKey::generate();
    crypto::PrivateKey shop_key_ = *crypto::PrivateKey::generate();
    std::unique_ptr<Store> store_;
};

}  // namespace errand::consent
