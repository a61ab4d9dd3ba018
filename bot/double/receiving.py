"""Methods by which the bot receives: getUpdates, webhooks, files, and what it may ask about itself and chats."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from bot.double.errors import bad_request, conflict
from bot.double.webhook import Execute, Post, Webhook
from bot.double.world import Json, World

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
PORTS = frozenset({443, 80, 88, 8443})
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
_PRIVATE_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_me(world: World, _given: Json) -> Json:
    """getMe."""
    refused = ("can_connect_to_business", "has_main_web_app", "has_topics_enabled", "allows_users_to_create_topics", "can_manage_bots")
    return {
        **world.me,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "supports_guest_queries": False,
        "supports_join_request_queries": False,
        **dict.fromkeys(refused, False),
    }


def get_updates(world: World, given: Json) -> Awaitable[list[Json]]:
    """getUpdates: refused while a webhook is set."""
    if world.webhook is not None:
        raise conflict(_ACTIVE)
    world.updates.subscribe(given.get("allowed_updates"))
    return world.updates.poll(given.get("offset", 0), given.get("limit", 100), given.get("timeout", 0))


def set_webhook(post: Post, execute: Execute) -> Callable[[World, Json], Awaitable[bool]]:
    """setWebhook, delivering by `post` and carrying out calls in replies by `execute`."""

    async def set_it(world: World, given: Json) -> bool:
        if not given["url"]:
            return await delete_webhook(world, given)
        _check_address(given["url"])
        secret, connections = given.get("secret_token", ""), given.get("max_connections", 40)
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        if not 1 <= connections <= 100:
            raise bad_request("max_connections must be between 1 and 100 (double)")
        await delete_webhook(world, given)
        world.updates.interrupt("terminated by setWebhook request")
        world.updates.subscribe(given.get("allowed_updates"))
        world.webhook = Webhook(given["url"], secret=secret, connections=connections, clock=world.clock, post=post, execute=execute)
        for update in world.updates.take_all():
            world.webhook.add(update)
        return True

    return set_it


def _check_address(url: str) -> None:
    """https on one of Telegram's ports; anything goes on the machine itself."""
    parts = urlsplit(url)
    if parts.hostname in LOOPBACK and parts.scheme in {"http", "https"}:
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


async def delete_webhook(world: World, given: Json) -> bool:
    """deleteWebhook: what was not delivered goes back to the queue, unless it is to be dropped."""
    if world.webhook is not None:
        webhook, world.webhook = world.webhook, None
        world.updates.put_back(await webhook.close())
    if given.get("drop_pending_updates"):
        world.updates.forget()
    return True


def get_webhook_info(world: World, _given: Json) -> Json:
    """getWebhookInfo."""
    webhook = world.webhook
    info: Json = {
        "url": webhook.url if webhook is not None else "",
        "has_custom_certificate": False,
        "pending_update_count": world.pending(),
    }
    if webhook is not None:
        info["max_connections"] = webhook.connections
        info["ip_address"] = "127.0.0.1"
        if webhook.last_error is not None:
            info["last_error_date"], info["last_error_message"] = int(webhook.last_error[0]), webhook.last_error[1]
    if world.updates.allowed is not None:
        info["allowed_updates"] = sorted(world.updates.allowed)
    return info


def get_file(world: World, given: Json) -> Json:
    """getFile: up to 20 MB."""
    return world.files.downloadable(given["file_id"])


def get_chat(world: World, given: Json) -> Json:
    """getChat."""
    chat = world.chat(given["chat_id"])
    full = {
        **chat.data,
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_PRIVATE_GIFTS, False),
    }
    if chat.pinned is not None:
        full["pinned_message"] = chat.pinned.data
    return full
