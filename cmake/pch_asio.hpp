// The same, for rooms that speak Asio.
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include "pch.hpp"
