"""All pages there are."""

from flask import Blueprint

from volunteer.web import (
    account,
    audit,
    board,
    challenges,
    council,
    demo,
    demo_inbox,
    desk,
    health,
    home,
    hours,
    impact_public,
    join,
    look,
    map_files,
    me,
    members,
    near,
    notices,
    profile,
    project_board,
    projects,
    projects_public,
    roster,
    sending,
    shortlist,
    sign_in,
    staff_links,
    staff_sign_in,
    styles,
)


def blueprints() -> tuple[Blueprint, ...]:
    """Return the pages, area by area."""
    return (
        # Everybody and volunteers.
        home.bp,
        look.bp,
        map_files.bp,
        near.bp,
        projects_public.bp,
        join.bp,
        sign_in.bp,
        me.bp,
        profile.bp,
        impact_public.bp,
        health.bp,
        demo.bp,
        demo_inbox.bp,
        styles.bp,
        # Staff.
        staff_sign_in.bp,
        staff_links.bp,
        account.bp,
        members.bp,
        audit.bp,
        board.bp,
        project_board.bp,
        projects.bp,
        shortlist.bp,
        roster.bp,
        hours.bp,
        desk.bp,
        sending.bp,
        notices.bp,
        council.bp,
        challenges.bp,
    )
